package io.muster.shadow.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The layers that a device is in: workspace, type and groups, each above the one before. Of several groups the one with the
 * later id is above. What is desired of the device itself is above all of them.
 *
 * @param layers the lowest first
 */
public record Layers(List<Layer> layers) {

    private static final Comparator<Layer> ORDER =
            Comparator.comparing(Layer::source).thenComparing(Layer::key);

    public static final Layers NONE = new Layers(List.of());

    public Layers {
        layers = layers.stream().sorted(ORDER).toList();
    }

    /** What is desired of a device of which this is desired itself: objects are merged, of all else the upper word counts. */
    public State below(State own) {
        State all = State.EMPTY;
        for (Layer layer : layers) {
            all = all.merge(layer.desired());
        }
        return all.merge(own.values());
    }

    /**
     * The layer that gives the value of a key, the uppermost one that has it; empty if none does.
     *
     * @param path of the value, the outermost key first
     */
    Optional<Layer> giving(List<String> path) {
        return layers.stream().filter(layer -> has(layer.desired(), path)).reduce((lower, upper) -> upper);
    }

    /** What is to be desired of a device itself so that all of this is desired of it, as far as the layers allow. */
    public Map<String, @Nullable Object> beyond(Map<String, @Nullable Object> wanted) {
        return State.EMPTY.merge(below(State.EMPTY).patchTo(new State(wanted))).values();
    }

    /** A side with what the layers say beneath what was desired of the device itself. */
    Side beneath(Side desired, Instant now) {
        Side after = desired;
        for (LayerPatch patch : patchesFor(desired.root())) {
            after = after.merge(patch.patch(), after.next(now, patch.source()), now);
        }
        return after;
    }

    /** What is desired of the device itself. */
    static State own(Side desired) {
        return new State(own(desired.root()));
    }

    /** A patch without what would take the layers' values away: they are not there for one device's sake. */
    static Map<String, @Nullable Object> sparing(Node object, Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> spared = new LinkedHashMap<>();
        patch.forEach((key, value) -> {
            Node child = object.children().getOrDefault(key, Node.NOTHING);
            if (value instanceof Map<?, ?> deeper) {
                spared.put(key, sparing(child, State.object(deeper)));
            } else if (value != null || !holdsLayered(child)) {
                spared.put(key, value);
            } else {
                Map<String, @Nullable Object> all = new LinkedHashMap<>();
                child.object().keySet().forEach(name -> all.put(name, null));
                Map<String, @Nullable Object> own = sparing(child, all);
                if (!own.isEmpty()) {
                    spared.put(key, own);
                }
            }
        });
        return spared;
    }

    /** What is to be merged into a side so that it has what the layers say, in this order; people's values stay. */
    private List<LayerPatch> patchesFor(Node desired) {
        State target = below(new State(own(desired)));
        List<LayerPatch> patches = new ArrayList<>();
        Map<String, @Nullable Object> gone = gone(desired.object(), target.values());
        if (!gone.isEmpty()) {
            patches.add(new LayerPatch(Source.WORKSPACE, gone));
        }
        for (Source source : Source.LAYERS) {
            Map<String, @Nullable Object> given = given(source, desired, target.values(), List.of());
            if (!given.isEmpty()) {
                patches.add(new LayerPatch(source, given));
            }
        }
        return patches;
    }

    /** What is there and comes from no layer. */
    private static Map<String, @Nullable Object> own(Node object) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        object.object().keySet().forEach(key -> {
            Node child = object.children().get(key);
            Map<String, @Nullable Object> deeper = own(child);
            if (!deeper.isEmpty()) {
                own.put(key, deeper);
            } else if (isLeaf(child) && !isLayered(child)) {
                own.put(key, child.value());
            }
        });
        return own;
    }

    private static Map<String, @Nullable Object> gone(
            Map<String, @Nullable Object> present, Map<String, @Nullable Object> target) {
        Map<String, @Nullable Object> gone = new LinkedHashMap<>();
        present.forEach((key, value) -> {
            Object wanted = target.get(key);
            if (wanted == null) {
                gone.put(key, null);
            } else if (value instanceof Map<?, ?> object && wanted instanceof Map<?, ?> other) {
                Map<String, @Nullable Object> deeper = gone(State.object(object), State.object(other));
                if (!deeper.isEmpty()) {
                    gone.put(key, deeper);
                }
            }
        });
        return gone;
    }

    /** What a source gives and the side has not, or has from another layer. */
    private Map<String, @Nullable Object> given(
            Source source, Node present, Map<String, @Nullable Object> target, List<String> object) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        target.forEach((key, value) -> {
            List<String> path = new ArrayList<>(object);
            path.add(key);
            Node child = present.children().getOrDefault(key, Node.NOTHING);
            if (value instanceof Map<?, ?> deeper && !deeper.isEmpty()) {
                Map<String, @Nullable Object> inside = given(source, child, State.object(deeper), path);
                if (!inside.isEmpty()) {
                    given.put(key, inside);
                }
            } else if (!isSaid(child, value, source)
                    && giving(path).map(Layer::source).orElse(null) == source) {
                given.put(key, value);
            }
        });
        return given;
    }

    private static boolean isSaid(Node node, @Nullable Object value, Source source) {
        Stamp stamp = node.stamp();
        return stamp != null
                && node.isThere()
                && JsonValues.same(node.value(), value)
                && (stamp.source() == source || !isLayered(node));
    }

    private static boolean isLeaf(Node node) {
        return !node.isObject() || node.object().isEmpty();
    }

    private static boolean isLayered(Node node) {
        Stamp stamp = node.stamp();
        return stamp != null && Source.LAYERS.contains(stamp.source());
    }

    private static boolean holdsLayered(Node node) {
        return isLeaf(node)
                ? node.isThere() && isLayered(node)
                : node.children().values().stream().anyMatch(Layers::holdsLayered);
    }

    private static boolean has(Map<String, @Nullable Object> object, List<String> path) {
        Object value = object;
        for (String key : path) {
            value = value instanceof Map<?, ?> deeper ? deeper.get(key) : null;
        }
        return value != null;
    }
}
