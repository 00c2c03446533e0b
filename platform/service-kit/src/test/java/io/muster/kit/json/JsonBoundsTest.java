package io.muster.kit.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonTreeTest {

    @Test
    void depthCountsTheObjectsAndListsOnTheLongestWay() {
        assertThat(JsonTree.depth("text")).isZero();
        assertThat(JsonTree.depth(Map.of())).isEqualTo(1);
        assertThat(JsonTree.depth(Map.of("a", 1, "b", List.of(List.of())))).isEqualTo(3);
    }

    @Test
    void bytesAreThoseOfKeysAndValuesInUtf8() {
        assertThat(JsonTree.bytes(Map.of("ü", List.of("a", 10, true)))).isEqualTo(2 + 1 + 2 + 4);
    }

    @Test
    void aNumberThatNoDoubleHoldsIsNotFinite() {
        assertThat(JsonTree.isFinite(Map.of("a", List.of(1, 2.5)))).isTrue();
        assertThat(JsonTree.isFinite(Map.of("a", List.of(new BigDecimal("1e999")))))
                .isFalse();
    }
}
