package io.muster.kit.json;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CleanTextTest {

    static List<Object> clean() {
        return List.of("text", "smile \uD83D\uDE00", 7, true, Map.of("key", List.of("a", 1.5)), "tab\t");
    }

    static List<Object> unclean() {
        return List.of("\u0000", "half \uD83D", "\uDE00 other half", Map.of("\u0000", 1), List.of(List.of("\u0000")));
    }

    @ParameterizedTest
    @MethodSource("clean")
    void whatPostgresCanKeepIsClean(Object value) {
        assertThat(CleanText.isClean(value)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("unclean")
    void nulAndHalvesOfSurrogatePairsAreNotClean(Object value) {
        assertThat(CleanText.isClean(value)).isFalse();
    }
}
