package io.muster.shadow.postgres;

import jakarta.enterprise.event.Startup;

import io.muster.shadow.document.ShadowLimits;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReadableDepthTest {

    private final ShadowLimits limits = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ShadowLimits.class)
            .build()
            .getConfigMapping(ShadowLimits.class);

    @Test
    void whatMayBeWrittenMustBeReadable() {
        assertThatCode(() -> new ReadableDepth(limits, 33).check(new Startup())).doesNotThrowAnyException();
        assertThatThrownBy(() -> new ReadableDepth(limits, 32).check(new Startup()))
                .hasMessage(
                        "muster.json.max-depth is 32 and must be above twice muster.shadow.max-depth, which is 32.");
    }
}
