package io.muster.registry.device;

import java.util.List;

import io.muster.kit.problem.Refusal.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * A device that is to be registered with others.
 *
 * @param deviceId null if none could be read
 * @param profile null if it could not be read
 * @param errors why it could not be read; empty if it could
 */
public record Candidate(@Nullable String deviceId, @Nullable DeviceProfile profile, List<FieldError> errors) {

    public Candidate {
        errors = List.copyOf(errors);
    }

    public static Candidate of(String deviceId, DeviceProfile profile) {
        return new Candidate(deviceId, profile, List.of());
    }

    public static Candidate unreadable(@Nullable String deviceId, List<FieldError> errors) {
        return new Candidate(deviceId, null, errors);
    }
}
