package io.muster.registry.device;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.muster.kit.Ids;
import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal.FieldError;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DeviceRulesTest {

    private final DeviceRules rules = new DeviceRules(
            new SmallRyeConfigBuilder().withMapping(DeviceLimits.class).build().getConfigMapping(DeviceLimits.class));

    @ParameterizedTest
    @ValueSource(strings = {"tracker_001", "x", "Gerät 7 (Halle)", "12:34:56", "dev_1", "📡"})
    void aDeviceIdMayBeAlmostAnything(String deviceId) {
        assertThatCode(() -> rules.check(deviceId, profile())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "a+b", "#", "a\nb", "a\u0000b", "a\uD800b", "a\u007fb"})
    void aDeviceIdIsNot(String deviceId) {
        assertThat(refusedFields(deviceId, profile())).containsOnly("deviceId");
    }

    @Test
    void aDeviceIdIsNotInTheFormOfAnId() {
        assertThat(refusedFields(Ids.next("dev"), profile())).containsExactly("deviceId");
    }

    @Test
    void aDeviceIdHasAtMostAThousandCharacters() {
        assertThatCode(() -> rules.check("📡".repeat(1000), profile())).doesNotThrowAnyException();
        assertThat(refusedFields("📡".repeat(1001), profile())).containsExactly("deviceId");
    }

    @Test
    void everyWrongFieldIsNamed() {
        DeviceProfile wrong = new DeviceProfile(
                "",
                "n".repeat(201),
                "\u0000",
                DeviceInfo.of(Map.of("firmware", "f".repeat(201))),
                List.of("a,b"),
                Map.of("big", "x".repeat(16384)));

        assertThat(refusedFields("ok", wrong))
                .containsExactlyInAnyOrder("type", "name", "description", "info.firmware", "tags", "metadata");
    }

    @Test
    void controlCharactersAreOnlyInProse() {
        DeviceProfile wrong = new DeviceProfile(
                "t\n",
                "\u001B[2Jn",
                "d\u0007",
                DeviceInfo.of(Map.of("model", "m\t")),
                List.of("t\u0085"),
                Map.of("k\ney", 1));

        assertThat(refusedFields("ok", wrong))
                .containsExactlyInAnyOrder("type", "name", "description", "info.model", "tags", "metadata");
        assertThatCode(() -> rules.check(
                        "ok",
                        new DeviceProfile(
                                "t", "n", "one\n\ttwo", DeviceInfo.UNKNOWN, List.of(), Map.of("log", "a\nb\tc"))))
                .doesNotThrowAnyException();
    }

    @Test
    void tagsAreBounded() {
        List<String> tags =
                IntStream.rangeClosed(1, 51).mapToObj(Integer::toString).toList();

        assertThat(refusedFields("ok", new DeviceProfile("t", "n", null, DeviceInfo.UNKNOWN, tags, Map.of())))
                .containsExactly("tags");
    }

    @Test
    void metadataIsNotNestedWithoutEnd() {
        assertThatCode(() -> rules.check("ok", withMetadata(nested(31)))).doesNotThrowAnyException();
        assertThat(refusedFields("ok", withMetadata(nested(32)))).containsExactly("metadata");
    }

    private List<String> refusedFields(String deviceId, DeviceProfile profile) {
        InvalidRequest refusal = catchThrowableOfType(InvalidRequest.class, () -> rules.check(deviceId, profile));
        assertThat(refusal).as("refusal of %s", deviceId).isNotNull();
        return refusal.errors().stream().map(FieldError::field).toList();
    }

    private static DeviceProfile profile() {
        return withMetadata(Map.of());
    }

    private static DeviceProfile withMetadata(Map<String, Object> metadata) {
        return new DeviceProfile("sensor", "Sensor", null, DeviceInfo.UNKNOWN, List.of(), metadata);
    }

    private static Map<String, Object> nested(int levels) {
        Object inner = "end";
        for (int level = 0; level < levels; level++) {
            inner = List.of(inner);
        }
        return Collections.singletonMap("a", inner);
    }
}
