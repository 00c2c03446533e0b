package io.muster.telemetry.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.muster.telemetry.Defaults;
import io.muster.telemetry.ingest.IngestLimits;
import io.muster.telemetry.ingest.RejectionReason;
import io.muster.telemetry.ingest.UnusablePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JsonPayloadsTest {

    private final JsonPayloads payloads = new JsonPayloads(Defaults.of(IngestLimits.class));

    @Test
    void jsonIsReadAsPlainValues() throws UnusablePayload {
        assertThat(read("{\"a\":[1,2.5,\"ü\uFFFD\",null,true]}"))
                .isEqualTo(Map.of("a", Arrays.asList(1, 2.5, "ü\uFFFD", null, true)));
        assertThat(read("\"\\ud83d\\ude00\"")).isEqualTo("😀");
        assertThat(read("[" + nested(31) + "]")).isInstanceOf(List.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "temperature=3",
                "{\"a\":1",
                "{\"a\":1}{}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "\uFEFF{\"a\":1}",
                "{\"a\":\"\u0000\"}"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThat(refusal(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(RejectionReason.NOT_JSON);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotUtf8IsRefused(byte[] payload) {
        assertThat(refusal(payload)).isEqualTo(RejectionReason.NOT_JSON);
    }

    static Stream<Arguments> whatIsNotUtf8IsRefused() {
        return Stream.of(
                Arguments.of((Object) "{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1)),
                Arguments.of((Object) "{\"a\":1}".getBytes(StandardCharsets.UTF_16)),
                Arguments.of((Object) "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of((Object) new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}),
                Arguments.of((Object) new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}));
    }

    @Test
    void deepNestingAndEndlessNumbersAreRefused() {
        assertThat(refusal(nested(33).getBytes(StandardCharsets.UTF_8))).isEqualTo(RejectionReason.NOT_JSON);
        assertThat(refusal(nested(50_000).getBytes(StandardCharsets.UTF_8))).isEqualTo(RejectionReason.NOT_JSON);
        assertThat(refusal("9".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(RejectionReason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\\u0000\"}", "{\"\\u0000\":1}", "[\"\\ud83d\"]", "[\"\\ude00\\ud83d\"]"})
    void textThatCannotBeStoredIsRefused(String text) {
        assertThat(refusal(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(RejectionReason.BAD_VALUE);
    }

    private Object read(String text) throws UnusablePayload {
        return payloads.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private RejectionReason refusal(byte[] payload) {
        return catchThrowableOfType(UnusablePayload.class, () -> payloads.read(payload))
                .reason();
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }
}
