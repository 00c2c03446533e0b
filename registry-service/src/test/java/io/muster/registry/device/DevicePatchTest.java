package io.muster.registry.device;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal.FieldError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DevicePatchTest {

    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");
    private static final DeviceProfile TRACKER = new DeviceProfile(
            "gps_tracker",
            "Fleet Tracker #1",
            "Delivery truck",
            DeviceInfo.of(Map.of("model", "GPS-Pro-2000", "firmware", "1.2.0")),
            List.of("fleet", "delivery"),
            Map.of("region", "Northeast", "route", Map.of("from", "A", "to", "B")));

    @Test
    void anEmptyPatchChangesNothing() {
        assertThat(patch(Map.of())).isEqualTo(TRACKER);
    }

    @Test
    void infoAndMetadataAreMerged() {
        DeviceProfile patched = patch(Map.of(
                "info", Map.of("firmware", "1.3.0"),
                "metadata", Map.of("maintainer", "John Doe", "route", Map.of("to", "C"))));

        assertThat(patched.info().known()).isEqualTo(Map.of("model", "GPS-Pro-2000", "firmware", "1.3.0"));
        assertThat(patched.metadata())
                .isEqualTo(Map.of(
                        "region", "Northeast", "maintainer", "John Doe", "route", Map.of("from", "A", "to", "C")));
    }

    @Test
    void nullRemoves() {
        Map<String, @Nullable Object> metadata = new HashMap<>();
        metadata.put("region", null);
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("description", null);
        fields.put("metadata", metadata);
        fields.put("tags", null);

        DeviceProfile patched = patch(fields);

        assertThat(patched.description()).isNull();
        assertThat(patched.metadata()).containsOnlyKeys("route");
        assertThat(patched.tags()).isEmpty();
    }

    @Test
    void tagsAreReplacedAndKeptOnce() {
        assertThat(patch(Map.of("tags", List.of("premium", "fleet", "premium"))).tags())
                .containsExactly("premium", "fleet");
    }

    @Test
    void everyWrongFieldIsNamed() {
        InvalidRequest refusal = catchThrowableOfType(
                InvalidRequest.class,
                () -> patch(Map.of(
                        "name",
                        5,
                        "status",
                        "active",
                        "tags",
                        List.of(1),
                        "metadata",
                        "text",
                        "info",
                        Map.of("colour", "red", "firmware", 2))));

        assertThat(refusal.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("name", "status", "tags", "metadata", "info.colour", "info.firmware");
    }

    private static DeviceProfile patch(Map<String, @Nullable Object> fields) {
        return new DevicePatch(fields).applyTo(TRACKER, NOON);
    }
}
