package io.muster.kit.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.muster.kit.problem.FieldChecks;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonBoundsTest {

    private final JsonBounds bounds = new JsonBounds(9, 3);

    @Test
    void depthIsThatOfTheLongestWay() {
        assertThat(wrong(Map.of("a", 1, "b", List.of(List.of())))).isEmpty();
        assertThat(wrong(Map.of("b", List.of(List.of(List.of()))))).containsExactly("is nested too deeply");
    }

    @Test
    void bytesAreThoseOfKeysAndValuesInUtf8() {
        assertThat(wrong(Map.of("ü", List.of("a", 10, true)))).isEmpty();
        assertThat(wrong(Map.of("ü", List.of("ab", 10, true)))).containsExactly("must not be larger than 9 bytes");
    }

    @Test
    void aNumberThatNoDoubleHoldsIsTooLarge() {
        assertThat(wrong(Map.of("a", List.of(new BigDecimal("1e9"))))).isEmpty();
        assertThat(wrong(Map.of("a", List.of(new BigDecimal("1e999")))))
                .containsExactly("contains a number that is too large");
    }

    private List<String> wrong(Object value) {
        FieldChecks checks = new FieldChecks();
        bounds.check("metadata", value, checks);
        return checks.errors().stream().map(error -> error.message()).toList();
    }
}
