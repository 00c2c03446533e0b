package io.muster.shadow.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Where each desired value comes from, and what the device made of it. */
public final class Explanation {

    /** What became of a desired value. */
    public enum Outcome {
        /** The device has it. */
        CONVERGED,
        /** The device is still to take it over. */
        PENDING,
        /** The device will not do it. */
        REJECTED,
        /** What the device says stands, by the key's policy. */
        OVERRULED;

        /** As it stands in documents. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A desired value.
     *
     * @param layer that gave it; null if it is desired of the device itself
     * @param since when that came about
     * @param reason the device's; null unless it is rejected
     */
    public record Key(
            @Nullable Object value, @Nullable Layer layer, Outcome outcome, Instant since, @Nullable String reason) {}

    private final Shadow shadow;
    private final Layers layers;
    private final Map<String, Key> keys = new LinkedHashMap<>();

    private Explanation(Shadow shadow, Layers layers) {
        this.shadow = shadow;
        this.layers = layers;
    }

    /** Of each value of what is desired, by its name. */
    public static Map<String, Key> of(Shadow shadow, Layers layers) {
        Explanation explanation = new Explanation(shadow, layers);
        explanation.explain(
                List.of(),
                shadow.desired().root(),
                shadow.reported().root(),
                shadow.delta().values());
        return explanation.keys;
    }

    private void explain(List<String> object, Node desired, Node reported, Map<?, ?> delta) {
        desired.object().keySet().forEach(key -> {
            List<String> path = new ArrayList<>(object);
            path.add(key);
            Node wanted = desired.children().get(key);
            @Nullable Node present = reported.there(key);
            @Nullable Object left = delta.get(key);
            if (wanted.isObject() && !wanted.object().isEmpty()) {
                Node inside = present == null ? Node.NOTHING : present;
                explain(path, wanted, inside, left instanceof Map<?, ?> deeper ? deeper : Map.of());
            } else {
                keys.put(String.join(".", path), key(path, wanted, present, left != null));
            }
        });
    }

    private Key key(List<String> path, Node wanted, @Nullable Node present, boolean isLeft) {
        Stamp said = Stamp.later(present == null ? null : present.stamp(), stamp(wanted));
        @Nullable
        Layer layer = Source.LAYERS.contains(stamp(wanted).source())
                ? layers.giving(path).orElse(null)
                : null;
        @Nullable Rejection rejection = rejection(path);
        if (rejection != null) {
            return new Key(wanted.value(), layer, Outcome.REJECTED, rejection.at(), rejection.reason());
        }
        if (isLeft) {
            return new Key(wanted.value(), layer, Outcome.PENDING, stamp(wanted).at(), null);
        }
        boolean same = present != null && JsonValues.same(wanted.value(), present.value());
        return new Key(wanted.value(), layer, same ? Outcome.CONVERGED : Outcome.OVERRULED, said.at(), null);
    }

    /** That of the key itself, or of an object that it is in. */
    private @Nullable Rejection rejection(List<String> path) {
        for (int end = path.size(); end > 0; end--) {
            @Nullable Rejection found = shadow.rejected().get(String.join(".", path.subList(0, end)));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Stamp stamp(Node node) {
        return Objects.requireNonNull(node.stamp());
    }
}
