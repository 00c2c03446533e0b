package io.muster.kit.query;

import java.util.List;

/**
 * A field of a device.
 *
 * @param name as the vocabulary has it, for example {@code info.firmware} or {@code metadata.*}
 * @param path what stands in the place of the star; else empty
 */
public record Field(String name, List<String> path, FieldType type) {

    public Field {
        path = List.copyOf(path);
    }

    public static Field of(String name, FieldType type) {
        return new Field(name, List.of(), type);
    }
}
