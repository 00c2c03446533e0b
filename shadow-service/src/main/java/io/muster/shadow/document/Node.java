package io.muster.shadow.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What was said of one key of a side, and when. Each part of it only moves on to a later word, and a word is kept only
 * as long as nothing later covers it. So the same words leave the same node in whatever order, and however often, they
 * come.
 *
 * @param written the last word that made it something else than an object, or removed it; null if none is remembered
 * @param opened when it was last said to be an object, later than {@code written}; null if it is none
 * @param children the object's keys, all said later than {@code written}, also those that were removed
 */
public record Node(@Nullable Written written, @Nullable Stamp opened, Map<String, Node> children) {

    /** A key of which nothing was ever said. */
    public static final Node NOTHING = new Node(null, null, Map.of());

    /** @param value null for a removal, and where the key has become an object since */
    public record Written(Stamp stamp, @Nullable Object value) {

        private boolean isCoveredBy(Written other) {
            int order = other.stamp.compareTo(stamp);
            return order > 0 || order == 0 && text(other.value).compareTo(text(value)) > 0;
        }

        /** Of two words of the same time any will do, as long as it is always the same one. */
        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }
    }

    public Node {
        children = Collections.unmodifiableMap(children);
    }

    public boolean isObject() {
        return opened != null;
    }

    boolean isThere() {
        return isObject() || written != null && written.value() != null;
    }

    /** The JSON that it stands for; null if there is none. */
    public @Nullable Object value() {
        return isObject() ? object() : written == null ? null : written.value();
    }

    Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        children.forEach((key, child) -> {
            if (child.isThere()) {
                values.put(key, child.value());
            }
        });
        return values;
    }

    /** The last word on it or on anything in it; null if there was none. */
    public @Nullable Stamp stamp() {
        return opened != null ? opened : written == null ? null : written.stamp();
    }

    /** The child with this key, if it is there. */
    @Nullable
    Node there(String key) {
        @Nullable Node child = children.get(key);
        return child != null && child.isThere() ? child : null;
    }

    /** After a merge patch that was said at that time. */
    Node merge(Map<String, @Nullable Object> patch, Stamp stamp) {
        if (written != null && !stamp.isAfter(written.stamp())) {
            return this;
        }
        Map<String, Node> next = new LinkedHashMap<>(children);
        patch.forEach((key, value) -> {
            Node before = next.getOrDefault(key, NOTHING);
            if (!before.isThere()) {
                // A key that comes back stands at the end, like a new one.
                next.remove(key);
            }
            next.put(key, before.take(value, stamp));
        });
        return new Node(written == null ? null : new Written(written.stamp(), null), Stamp.later(opened, stamp), next);
    }

    private Node take(@Nullable Object value, Stamp stamp) {
        return value instanceof Map<?, ?> object ? merge(State.object(object), stamp) : write(value, stamp);
    }

    /** After a word that makes it something else than an object, or removes it with null. */
    Node write(@Nullable Object value, Stamp stamp) {
        Written word = new Written(stamp, value);
        if (written != null && !written.isCoveredBy(word)) {
            return this;
        }
        @Nullable Stamp stillOpen = opened != null && opened.isAfter(stamp) ? opened : null;
        return new Node(
                stillOpen == null ? word : new Written(stamp, null),
                stillOpen,
                kept(children, child -> child.after(stamp)));
    }

    /** What was said of it later than that. */
    private Node after(Stamp stamp) {
        return new Node(
                written != null && written.stamp().isAfter(stamp) ? written : null,
                opened != null && opened.isAfter(stamp) ? opened : null,
                kept(children, child -> child.after(stamp)));
    }

    /** The same without the memory of removals up to that time; later words that come late are not told from new ones. */
    Node forgetRemovals(Stamp upTo) {
        boolean forgotten =
                written != null && written.value() == null && !written.stamp().isAfter(upTo);
        return new Node(forgotten ? null : written, opened, kept(children, child -> child.forgetRemovals(upTo)));
    }

    /** The stamps of what is remembered although it is not there. */
    Stream<Stamp> removals() {
        Stream<Stamp> own = written != null && written.value() == null ? Stream.of(written.stamp()) : Stream.of();
        return Stream.concat(own, children.values().stream().flatMap(Node::removals));
    }

    private static Map<String, Node> kept(Map<String, Node> children, UnaryOperator<Node> change) {
        Map<String, Node> kept = new LinkedHashMap<>();
        children.forEach((key, child) -> {
            Node changed = change.apply(child);
            if (!changed.equals(NOTHING)) {
                kept.put(key, changed);
            }
        });
        return kept;
    }
}
