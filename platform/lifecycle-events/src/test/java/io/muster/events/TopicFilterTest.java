package io.muster.events;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TopicFilterTest {

    @ParameterizedTest
    @CsvSource({
        "a/b, a/b",
        "a/+, a/b",
        "a/+, a/+",
        "+/devices/+/responses, +/devices/+/responses",
        "a/#, a/b",
        "a/#, a/b/c",
        "a/#, a/+/c",
        "a/#, a/#",
        "a/#, a",
        "#, a/b/#",
        "a/+/c, a/b/c",
        "+/+, a/b",
        "a/+, a/"
    })
    void coversWhatItMatches(String wide, String narrow) {
        assertThat(new TopicFilter(wide).covers(new TopicFilter(narrow))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/c",
        "a/b, a/+",
        "a/b, a",
        "a/b, a/b/c",
        "a/+, a/#",
        "a/+, a",
        "a/+, a/b/c",
        "a/b/#, a/#",
        "a/b/#, a",
        "a/#, b/a",
        "a/#, ab",
        "+/+, a",
        "#, $SYS/x",
        "+/x, $SYS/x"
    })
    void doesNotCoverWhatItDoesNotMatch(String filter, String other) {
        assertThat(new TopicFilter(filter).covers(new TopicFilter(other))).isFalse();
    }
}
