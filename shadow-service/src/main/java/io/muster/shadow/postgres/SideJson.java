package io.muster.shadow.postgres;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.muster.shadow.document.Node;
import io.muster.shadow.document.Node.Written;
import io.muster.shadow.document.Source;
import io.muster.shadow.document.Stamp;
import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/**
 * The stamps of a side beside its values: {@code [µs, source]} for a value, {@code [µs, source, 0]} for a removed one,
 * {@code [µs, source, {keys}]} for an object, with two more items for the word that the object covers.
 */
final class SideJson {

    private SideJson() {}

    static @Nullable JsonArray stamps(Node root) {
        return root.equals(Node.NOTHING) ? null : new JsonArray(write(root));
    }

    /** The side with these values, all of them said at once. */
    static Node of(Map<String, @Nullable Object> values, Stamp stamp) {
        return values.isEmpty() ? Node.NOTHING : said(values, stamp);
    }

    /** The side with these values and what {@link #stamps} wrote of it. */
    static Node of(Map<String, @Nullable Object> values, JsonArray stamps) {
        return read(stamps.getList(), values);
    }

    private static Node said(@Nullable Object value, Stamp stamp) {
        if (!(value instanceof Map<?, ?> object)) {
            return new Node(new Written(stamp, value), null, Map.of());
        }
        Map<String, Node> children = new LinkedHashMap<>();
        object.forEach((key, child) -> children.put((String) key, said(child, stamp)));
        return new Node(null, stamp, children);
    }

    private static List<Object> write(Node node) {
        List<Object> items = new ArrayList<>();
        @Nullable Written written = node.written();
        @Nullable Stamp opened = node.opened();
        if (opened != null) {
            add(items, opened);
            Map<String, Object> children = new LinkedHashMap<>();
            node.children().forEach((key, child) -> children.put(key, write(child)));
            items.add(children);
        }
        if (written != null) {
            add(items, written.stamp());
            if (opened == null && written.value() == null) {
                items.add(0);
            }
        }
        return items;
    }

    private static Node read(List<?> items, @Nullable Object value) {
        Stamp stamp = stamp(items, 0);
        if (items.size() == 2) {
            return new Node(new Written(stamp, value), null, Map.of());
        }
        if (!(items.get(2) instanceof Map<?, ?> keys)) {
            return new Node(new Written(stamp, null), null, Map.of());
        }
        Map<?, ?> values = value instanceof Map<?, ?> object ? object : Map.of();
        Map<String, Node> children = new LinkedHashMap<>();
        keys.forEach((key, child) -> children.put((String) key, read((List<?>) child, values.get(key))));
        return new Node(items.size() == 3 ? null : new Written(stamp(items, 3), null), stamp, children);
    }

    private static void add(List<Object> items, Stamp stamp) {
        items.add(ChronoUnit.MICROS.between(Instant.EPOCH, stamp.at()));
        items.add(stamp.source().text());
    }

    private static Stamp stamp(List<?> items, int from) {
        Instant at = Instant.EPOCH.plus(((Number) items.get(from)).longValue(), ChronoUnit.MICROS);
        return new Stamp(at, Source.valueOf(((String) items.get(from + 1)).toUpperCase(Locale.ROOT)));
    }
}
