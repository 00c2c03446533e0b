package io.muster.provisioning.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The passwords of all devices that have not enrolled yet. */
public interface EnrollmentPasswords {

    /** From now on this one is the device's. For use inside a transaction. */
    Uni<Void> put(EnrollmentPassword password, Instant expiresAt);

    /**
     * Those of devices that call themselves so, a few at most. Each counts as tried; one that has expired, or was tried
     * too often, is not among them.
     *
     * @param workspace empty for whatever workspace
     */
    Uni<List<EnrollmentPassword>> tried(Optional<String> workspace, String deviceId, int maxTries);

    /** It is used up: false if it was before. For use inside a transaction. */
    Uni<Boolean> remove(String id);

    /** Removes every trace of the device. */
    Uni<Void> forget(String device);

    /**
     * One that has no slow hash yet, or null. Nobody else gets it meanwhile.
     *
     * @param claim how long; then it is given to another, in case this process has died
     */
    Uni<@Nullable EnrollmentPassword> claim(Duration claim);

    /** Keeps it by this verifier from now on, if it is there still. */
    Uni<Void> harden(String id, String verifier);
}
