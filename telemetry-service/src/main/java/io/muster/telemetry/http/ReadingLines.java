package io.muster.telemetry.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.telemetry.history.StoredReading;

/** Readings as lines of JSON. The framework writes what stands between two pieces. */
final class ReadingLines {

    private ReadingLines() {}

    static byte[] of(List<StoredReading> readings, ObjectMapper json) {
        StringJoiner lines = new StringJoiner("\n");
        readings.forEach(reading -> lines.add(line(reading, json)));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String line(StoredReading reading, ObjectMapper json) {
        try {
            return json.writeValueAsString(ReadingView.of(reading));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored reading cannot be written", e);
        }
    }
}
