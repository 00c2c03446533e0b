package io.muster.registry.bulk;

import io.muster.registry.device.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * What became of one device that was named or found.
 *
 * @param reference as the request named it; of one that was found, its {@code deviceId}
 * @param id null if the workspace has no such device
 * @param error why it failed; null if it did not
 */
public record BulkResult(String reference, @Nullable DeviceId id, Outcome outcome, @Nullable String error) {

    /** All that can become of it. */
    public enum Outcome {
        UPDATED,
        /** It was like that already. */
        UNCHANGED,
        FAILED
    }

    static BulkResult failed(String reference, @Nullable DeviceId id, String error) {
        return new BulkResult(reference, id, Outcome.FAILED, error);
    }
}
