package io.muster.registry.credential;

import io.muster.registry.device.DeviceId;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The newest credential of each device, inside of a transaction that has locked the device. */
public interface DeviceCredentials {

    /**
     * Keeps what the newest news says, and says whether it was news.
     *
     * @param credential null if the device has none any more
     * @param revision of the news; false is answered if a higher or the same one is known
     */
    Uni<Boolean> keep(DeviceId device, long revision, @Nullable DeviceCredential credential);
}
