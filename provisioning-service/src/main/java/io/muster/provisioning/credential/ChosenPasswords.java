package io.muster.provisioning.credential;

import java.time.Duration;

import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Passwords that people chose and that are still kept as a keyed hash alone: the slow hash is made of that one. */
public interface ChosenPasswords {

    /**
     * One that waits.
     *
     * @param keyed its verifier as it is
     */
    record Waiting(String workspace, String device, CredentialId credential, String keyed) {

        /** Without the verifier. */
        @Override
        public String toString() {
            return "Waiting[credential=" + credential + "]";
        }
    }

    /** For use inside a transaction. */
    Uni<Void> add(KnownDevice device, CredentialId credential);

    /**
     * The one that waits longest, or null. Nobody else gets it meanwhile.
     *
     * @param claim how long; then it is given to another, in case this process has died
     */
    Uni<@Nullable Waiting> claim(Duration claim);

    /** For use inside a transaction. */
    Uni<Void> remove(CredentialId credential);
}
