package io.muster.kit.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class Utf8Test {

    private final ObjectMapper json =
            new ObjectMapper(JsonFactory.builder().inputDecorator(new Utf8()).build());

    @ParameterizedTest
    @ValueSource(strings = {"c181", "c0af", "e080af", "eda080", "f4908080", "ff", "c3"})
    void bytesThatAreNoTextAreRefused(String bytes) {
        byte[] text = HexFormat.of().parseHex("22" + bytes + "22");

        assertThatExceptionOfType(JsonParseException.class).isThrownBy(() -> json.readTree(text));
        assertThatExceptionOfType(JsonParseException.class)
                .isThrownBy(() -> json.readTree(new ByteArrayInputStream(text)));
    }

    @Test
    void textComesAsItWasSentInHoweverSmallPieces() throws IOException {
        String text = "Gerät \uD83D\uDCE1 ".repeat(3000);
        byte[] bytes = json.writeValueAsBytes(text);

        assertThat(json.readTree(bytes).textValue()).isEqualTo(text);
        assertThat(json.readTree(new ByteArrayInputStream(bytes)).textValue()).isEqualTo(text);
        assertThat(json.readTree(byOne(bytes)).textValue()).isEqualTo(text);
        assertThat(json.readTree(new String(bytes, StandardCharsets.UTF_8)).textValue())
                .isEqualTo(text);
    }

    private static InputStream byOne(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
            }
        };
    }
}
