package io.muster.registry.http;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IfMatchTest {

    @Test
    void withoutTheHeaderAnyRevisionWillDo() {
        assertThat(IfMatch.revisions(List.of()).test(3)).isTrue();
        assertThat(IfMatch.revisions(List.of("*")).test(3)).isTrue();
    }

    @Test
    void onlyTheNamedRevisionsWillDo() {
        assertThat(IfMatch.revisions(List.of("\"3\"")).test(3)).isTrue();
        assertThat(IfMatch.revisions(List.of("\"2\", \"3\"")).test(3)).isTrue();
        assertThat(IfMatch.revisions(List.of("\"2\"", "\"3\"")).test(3)).isTrue();
        assertThat(IfMatch.revisions(List.of("\"2\"")).test(3)).isFalse();
    }

    @Test
    void whatIsNoTagOfOursMatchesNothing() {
        assertThat(IfMatch.revisions(List.of("W/\"3\"")).test(3)).isFalse();
        assertThat(IfMatch.revisions(List.of("3")).test(3)).isFalse();
        assertThat(IfMatch.revisions(List.of("\"abc\"")).test(3)).isFalse();
    }
}
