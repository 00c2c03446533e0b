package io.muster.telemetry;

import io.muster.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void featuresKnowNoTechnologyAndAdaptersNotEachOther() {
        ArchitectureRules.check("io.muster.telemetry");
    }
}
