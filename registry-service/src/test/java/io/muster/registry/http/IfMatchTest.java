package io.muster.registry.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IfMatchTest {

    @Test
    void withoutTheHeaderAnyRevisionWillDo() {
        assertThat(IfMatch.revisions(null).test(3)).isTrue();
        assertThat(IfMatch.revisions("*").test(3)).isTrue();
    }

    @Test
    void onlyTheNamedRevisionsWillDo() {
        assertThat(IfMatch.revisions("\"3\"").test(3)).isTrue();
        assertThat(IfMatch.revisions("\"2\", \"3\"").test(3)).isTrue();
        assertThat(IfMatch.revisions("\"2\"").test(3)).isFalse();
    }

    @Test
    void whatIsNoTagOfOursMatchesNothing() {
        assertThat(IfMatch.revisions("W/\"3\"").test(3)).isFalse();
        assertThat(IfMatch.revisions("3").test(3)).isFalse();
        assertThat(IfMatch.revisions("\"abc\"").test(3)).isFalse();
    }
}
