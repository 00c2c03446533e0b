package io.muster.registry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A limit, as it is configured by default.
 *
 * @param field what a refusal names
 * @param within the fields of a body that reaches it
 * @param beyond the same, one too large
 */
record Edge(String field, Map<String, Object> within, Map<String, Object> beyond) {

    /** Those of what a person says of a device, but for its {@code deviceId}. */
    static Stream<Edge> ofProfile() {
        return Stream.concat(
                Stream.of(
                        text("type", 100),
                        text("name", 200),
                        text("description", 2000),
                        texts("tags", 50),
                        lengthOfEach("tags", 64),
                        new Edge("metadata", metadata("x".repeat(16383)), metadata("x".repeat(16384))),
                        new Edge("metadata", metadata("é".repeat(8191)), metadata("é".repeat(8192))),
                        new Edge("metadata", metadata(nested(31)), metadata(nested(32)))),
                Stream.of("manufacturer", "model", "firmware", "hardware", "serialNumber", "manufactureDate")
                        .map(name -> new Edge(
                                "info." + name,
                                Map.of("info", Map.of(name, letters(200))),
                                Map.of("info", Map.of(name, letters(201))))));
    }

    static Edge text(String field, int length) {
        return new Edge(field, Map.of(field, letters(length)), Map.of(field, letters(length + 1)));
    }

    static Edge texts(String field, int count) {
        return new Edge(field, Map.of(field, numbered(count)), Map.of(field, numbered(count + 1)));
    }

    static Edge lengthOfEach(String field, int length) {
        return new Edge(
                field, Map.of(field, List.of(letters(length))), Map.of(field, List.of("ok", letters(length + 1))));
    }

    static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
    }

    /** Each is two chars in Java and four bytes in UTF-8, but one character. */
    static String letters(int count) {
        return "📡".repeat(count);
    }

    /** Broken off in the middle of a letter. */
    static byte[] brokenText(String jsonBefore, String jsonAfter) {
        byte[] before = jsonBefore.getBytes(StandardCharsets.UTF_8);
        byte[] after = jsonAfter.getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(before, before.length + 1 + after.length);
        whole[before.length] = (byte) 0xC3;
        System.arraycopy(after, 0, whole, before.length + 1, after.length);
        return whole;
    }

    private static Map<String, Object> metadata(Object value) {
        return Map.of("metadata", Map.of("a", value));
    }

    private static Object nested(int levels) {
        return levels == 0 ? "end" : Collections.singletonMap("b", nested(levels - 1));
    }

    @Override
    public String toString() {
        return field;
    }
}
