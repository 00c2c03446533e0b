package io.muster.registry.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In which order devices are listed. Those that are equal by it come in the order of their registration, or the other
 * way round if the last key descends.
 */
public record DeviceSort(List<Key> keys) {

    public static final DeviceSort OLDEST_FIRST = new DeviceSort(List.of(new Key(Field.CREATED_AT, false)));

    /** One of the fields that decide. */
    public record Key(Field by, boolean descending) {}

    /** What devices can be sorted by; of the longest texts the first 200 characters count. */
    public enum Field {
        CREATED_AT("createdAt"),
        UPDATED_AT("updatedAt"),
        DEVICE_ID("deviceId"),
        NAME("name"),
        TYPE("type"),
        STATUS("status"),
        /** Devices that were never seen come before all others. */
        LAST_SEEN("lastSeen");

        private final String word;

        Field(String word) {
            this.word = word;
        }
    }

    public DeviceSort {
        keys = List.copyOf(keys);
    }

    /** Whether those that are equal come the newest first. */
    public boolean newestFirst() {
        return keys.get(keys.size() - 1).descending();
    }

    public boolean by(Field field) {
        return keys.stream().anyMatch(key -> key.by() == field);
    }

    /**
     * Reads fields with commas between them, each {@code field}, {@code field:asc} or {@code field:desc}, and none
     * twice; empty for anything else.
     */
    public static Optional<DeviceSort> parse(String text) {
        List<Optional<Key>> keys =
                Arrays.stream(text.split(",", -1)).map(DeviceSort::key).toList();
        Set<Field> fields = new HashSet<>();
        return keys.stream()
                        .allMatch(key -> key.isPresent() && fields.add(key.get().by()))
                ? Optional.of(
                        new DeviceSort(keys.stream().map(Optional::orElseThrow).toList()))
                : Optional.empty();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return keys.stream()
                .map(key -> key.by().word + (key.descending() ? ":desc" : ":asc"))
                .collect(Collectors.joining(","));
    }

    /** The fields by the words that {@link #parse} reads. */
    public static String words() {
        return Arrays.stream(Field.values()).map(field -> field.word).collect(Collectors.joining(", "));
    }

    private static Optional<Key> key(String text) {
        String[] parts = text.split(":", 2);
        boolean descending = parts.length == 2 && parts[1].equals("desc");
        if (parts.length == 2 && !descending && !parts[1].equals("asc")) {
            return Optional.empty();
        }
        return Arrays.stream(Field.values())
                .filter(field -> field.word.equals(parts[0]))
                .findFirst()
                .map(field -> new Key(field, descending));
    }
}
