package io.muster.registry.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.muster.kit.problem.FieldChecks;
import io.muster.registry.device.DeviceInfo;
import io.muster.registry.device.DeviceProfile;
import org.jspecify.annotations.Nullable;

/** The device that is to be registered. */
record NewDevice(
        @Nullable String deviceId,
        @Nullable String type,
        @Nullable String name,
        @Nullable String description,
        DeviceView.@Nullable Info info,
        @Nullable List<@Nullable String> tags,
        @Nullable Map<String, Object> metadata) {

    /** Empty if it is missing, which no rule lets pass. */
    String givenId() {
        return Objects.requireNonNullElse(deviceId, "");
    }

    DeviceProfile profile() {
        new FieldChecks()
                .require(tags == null || tags.stream().allMatch(Objects::nonNull), "tags", "must be texts")
                .orRefuse();
        return new DeviceProfile(
                Objects.requireNonNullElse(type, ""),
                Objects.requireNonNullElse(name, ""),
                description,
                info == null ? DeviceInfo.UNKNOWN : info.info(),
                Objects.requireNonNullElse(tags, List.of()),
                Objects.requireNonNullElse(metadata, Map.of()));
    }
}
