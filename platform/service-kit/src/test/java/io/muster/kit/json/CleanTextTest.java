package io.muster.kit.json;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
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

    @Test
    void aLineHasNoControlCharacters() {
        assertThat(CleanText.isLine("Gerät 7 \uD83D\uDE00")).isTrue();
        for (String wrong : List.of("a\tb", "a\nb", "\u001B[2J", "\u0085", "\u0000", "\uD83D")) {
            assertThat(CleanText.isLine(wrong)).isFalse();
        }
    }

    @Test
    void proseHasTabsAndLinesAndItsKeysHaveNot() {
        assertThat(CleanText.isProse(Map.of("key", List.of("a\tb\nc", 1)))).isTrue();
        assertThat(CleanText.isProse(null)).isTrue();
        assertThat(CleanText.isProse(Map.of("k\ney", 1))).isFalse();
        assertThat(CleanText.isProse(List.of(Map.of("key", "\u001B")))).isFalse();
        assertThat(CleanText.isProse("\u0000")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("unclean")
    void nulAndHalvesOfSurrogatePairsAreNotClean(Object value) {
        assertThat(CleanText.isClean(value)).isFalse();
    }
}
