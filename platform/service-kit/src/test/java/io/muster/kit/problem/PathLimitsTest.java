package io.muster.kit.problem;

import java.util.Map;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PathLimitsTest {

    private static final Map<String, String> LIMITS = Map.of(
            "muster.http.body-limit", "1",
            "muster.http.body-limits.\"/groups\"", "2",
            "muster.http.body-limits.\"/groups/{id}/devices\"", "3",
            "muster.http.body-limits.\"/groups/all/devices\"", "4",
            "muster.http.body-limits.\"/v1.0/*\"", "5");

    private final PathLimits limits = new PathLimits(new SmallRyeConfigBuilder()
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withMapping(RequestSettings.class)
            .withSources(new PropertiesConfigSource(LIMITS, "test", 100))
            .build()
            .getConfigMapping(RequestSettings.class));

    @ParameterizedTest
    @CsvSource({
        "/groups, 2",
        "/groups/7, 1",
        "/groups/7/devices, 3",
        "/groups/all/devices, 4",
        "/groups//devices, 1",
        "/groups/7/8/devices, 1",
        "/groups/7/devices/9, 1",
        "/v1.0/x, 5",
        "/v1x0/x, 1",
    })
    void theMostParticularPathThatFitsDecides(String path, long bytes) {
        assertThat(limits.of(path)).isEqualTo(bytes);
    }
}
