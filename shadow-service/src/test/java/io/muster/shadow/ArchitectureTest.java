package io.muster.shadow;

import io.muster.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void isAsTheDesignSays() {
        ArchitectureRules.check("io.muster.shadow");
    }
}
