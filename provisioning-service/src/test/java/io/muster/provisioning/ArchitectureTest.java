package io.muster.provisioning;

import io.muster.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void featuresKnowNoTechnologyAndAdaptersNotEachOther() {
        ArchitectureRules.check("io.muster.provisioning");
    }
}
