package io.muster.provisioning.credential;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.muster.provisioning.credential.DeviceCredentials.Change;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The credentials of all devices. What says hold, keep or forget is for use inside a
 * transaction. */
public interface Credentials {

    /**
     * The device's credentials that are valid now, held against every other change until the transaction ends. Of a
     * device that never had any, the transaction keeps a change or fails.
     *
     * <p>Fails with {@link io.muster.kit.device.DeviceUnknown} if the device has been deleted by now.
     */
    Uni<DeviceCredentials> hold(String workspace, String device, Instant now);

    /** As {@link #hold}, also for a deleted device; null if it never had any credential. */
    Uni<@Nullable DeviceCredentials> holdIfAny(String device, Instant now);

    /** @param keptEnded how many that are not valid any more are kept; older ones are forgotten */
    Uni<Void> keep(Change change, int keptEnded);

    /** Removes every trace of the device. */
    Uni<Void> forget(String device);

    /** Also those that are not valid any more, the newest first. */
    Uni<List<CredentialStory>> of(String workspace, String device);

    /** Those that are valid and shown under this name, of whatever device. */
    Uni<List<Held>> named(String username, Instant now);

    /** Those that are valid and shown under this MQTT client id, of whatever workspace. */
    Uni<List<Held>> ofClient(String clientId, Instant now);

    /** A device of which credentials are kept. */
    record Holder(String workspace, String device) {}

    /**
     * Whose credentials, valid or not, are shown under this name; null if they are nobody's, or several devices'.
     *
     * @param workspace null for any
     */
    Uni<@Nullable Holder> holder(String username, @Nullable String workspace);

    /**
     * Whose name this is, whether it has ever had a credential or not; null if it is nobody's, or several devices'.
     *
     * @param workspace null for any
     */
    Uni<@Nullable Holder> meant(ShownName name, @Nullable String workspace);

    /** Somebody came in with a credential. */
    record Use(String device, CredentialId id, Instant at) {}

    /** Notes uses, in any order. What is not known, or was used later, stays as it is. */
    Uni<Void> used(Collection<Use> uses);
}
