package io.muster.telemetry.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.muster.kit.problem.InvalidRequest;
import io.muster.telemetry.Defaults;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyLinesTest {

    private static final int LONGEST = 10;

    private final LineLimits limits = Defaults.with(
            LineLimits.class,
            Map.of(
                    "muster.ingest.lines.max", "5",
                    "muster.ingest.lines.batch", "3",
                    "muster.ingest.lines.batch-bytes", "15"));

    @Test
    void emptyLinesAreNoneAndTheLastNeedsNoEnd() {
        BodyLines lines = lines("a\n\n \r\nb\r\nc");

        assertThat(texts(lines.next())).containsExactly("a", "b\r", "c");
        assertThat(lines.next()).isEmpty();
        assertThat(lines("").next()).isEmpty();
    }

    @Test
    void aBatchHasABoundInLinesAndInBytes() {
        BodyLines many = lines("a\nb\nc\nd\n");
        BodyLines large = lines("aaaaaaaaa\nbbbbbbbbb\nccccccccc\n");

        assertThat(texts(many.next())).containsExactly("a", "b", "c");
        assertThat(texts(many.next())).containsExactly("d");
        assertThat(texts(large.next())).containsExactly("aaaaaaaaa", "bbbbbbbbb");
        assertThat(texts(large.next())).containsExactly("ccccccccc");
    }

    @Test
    void ofALineThatIsTooLongOnlySoMuchIsThereThatItShows() {
        assertThat(texts(lines("a".repeat(1000) + "\nb").next())).containsExactly("a".repeat(LONGEST + 1), "b");
    }

    @Test
    void asManyLinesAsMayBeAreTakenBeforeOneMoreIsRefused() {
        BodyLines exact = lines("a\nb\nc\nd\ne\n\n");
        BodyLines more = lines("a\nb\nc\nd\ne\nf");

        assertThat(exact.next()).hasSize(3);
        assertThat(exact.next()).hasSize(2);
        assertThat(exact.next()).isEmpty();
        assertThat(more.next()).hasSize(3);
        assertThat(more.next()).hasSize(2);
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(more::next)
                .withMessageContaining("has more than 5 lines");
    }

    @Test
    void aBodyThatBreaksOffIsNotTakenForAWholeOne() {
        InputStream broken = new SequenceInputStream(bytes("a\nb\nc\nd"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        });
        BodyLines lines = new BodyLines(broken, limits, LONGEST);

        assertThat(lines.next()).hasSize(3);
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(lines::next).withMessageContaining("breaks off");
    }

    private BodyLines lines(String body) {
        return new BodyLines(bytes(body), limits, LONGEST);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(List<byte[]> lines) {
        return lines.stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }
}
