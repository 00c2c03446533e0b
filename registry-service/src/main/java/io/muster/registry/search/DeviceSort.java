package io.muster.registry.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** In which order devices are listed. Devices that are equal by it come in the order of their registration. */
public record DeviceSort(Field by, boolean descending) {

    public static final DeviceSort OLDEST_FIRST = new DeviceSort(Field.CREATED_AT, false);

    /** What devices can be sorted by. */
    public enum Field {
        CREATED_AT("createdAt"),
        UPDATED_AT("updatedAt"),
        DEVICE_ID("deviceId"),
        NAME("name"),
        TYPE("type"),
        STATUS("status"),
        /** When the device last connected or disconnected; devices that never did are last. */
        LAST_SEEN("lastSeen");

        private final String word;

        Field(String word) {
            this.word = word;
        }
    }

    /** Reads {@code field}, {@code field:asc} or {@code field:desc}; empty for anything else. */
    public static Optional<DeviceSort> parse(String text) {
        String[] parts = text.split(":", 2);
        boolean descending = parts.length == 2 && parts[1].equals("desc");
        if (parts.length == 2 && !descending && !parts[1].equals("asc")) {
            return Optional.empty();
        }
        return Arrays.stream(Field.values())
                .filter(field -> field.word.equals(parts[0]))
                .findFirst()
                .map(field -> new DeviceSort(field, descending));
    }

    /** The fields by the words that {@link #parse} reads. */
    public static String words() {
        return Arrays.stream(Field.values()).map(field -> field.word).collect(Collectors.joining(", "));
    }
}
