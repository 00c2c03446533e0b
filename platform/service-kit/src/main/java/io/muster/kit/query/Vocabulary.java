package io.muster.kit.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that queries may ask for. A name that ends with {@code .*} stands for everything below it. */
public final class Vocabulary {

    private static final String BELOW = ".*";

    private final Map<String, FieldType> fields;

    private Vocabulary(Map<String, FieldType> fields) {
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** @param fields types by name, in the order in which they are shown to people */
    public static Vocabulary of(Map<String, FieldType> fields) {
        return new Vocabulary(fields);
    }

    /** @throws IllegalArgumentException if there is no such field: for fields that the program itself names */
    public Field field(String... path) {
        return find(List.of(path))
                .orElseThrow(() -> new IllegalArgumentException("no field " + String.join(".", path)));
    }

    /** The field at a path such as {@code info}, {@code firmware}; empty if there is none. */
    public Optional<Field> find(List<String> path) {
        String name = String.join(".", path);
        FieldType type = fields.get(name);
        if (type != null) {
            return Optional.of(Field.of(name, type));
        }
        String open = path.get(0) + BELOW;
        FieldType below = fields.get(open);
        return below == null || path.size() == 1
                ? Optional.empty()
                : Optional.of(new Field(open, path.subList(1, path.size()), below));
    }

    /** The names of all fields, for people. */
    String words() {
        return String.join(", ", fields.keySet());
    }
}
