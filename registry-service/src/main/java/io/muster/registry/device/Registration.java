package io.muster.registry.device;

import java.util.List;

import io.muster.kit.problem.Refusal;
import io.muster.kit.problem.Refusal.FieldError;
import org.jspecify.annotations.Nullable;

/** What became of one candidate. */
public sealed interface Registration {

    /** Null if none could be read. */
    @Nullable
    String deviceId();

    /** It is registered, for good. */
    record Created(String deviceId, DeviceId id) implements Registration {}

    /**
     * It is not registered.
     *
     * @param code the problem type, for programs
     * @param errors names each wrong field; empty where it is not about fields
     */
    record Failed(@Nullable String deviceId, String code, String detail, List<FieldError> errors)
            implements Registration {

        static Failed of(@Nullable String deviceId, Refusal refusal) {
            return new Failed(deviceId, refusal.code(), refusal.detail(), refusal.errors());
        }

        /** The database was away; whether it has the device nobody can say. */
        static Failed uncertain(String deviceId) {
            return new Failed(
                    deviceId,
                    "unavailable",
                    "It is not certain that the device was registered; look for it, or send it again.",
                    List.of());
        }
    }
}
