package io.muster.shadow.document;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.muster.events.EventJson;
import org.jspecify.annotations.Nullable;

/**
 * A shadow as it is shown to people and to the device.
 *
 * @param reported what the device says it is, and {@code lastUpdated}, which is not there while it is empty
 * @param desired what it should be, and {@code lastUpdated} likewise
 * @param delta what the device is still to take over
 * @param rejected why the device will not do it, by the name of the key
 * @param policy which side stands, by the name of the key, where it is not {@code cloud-wins}
 * @param version of the whole; 0 while nothing was ever said
 * @param metadata when each value was said, and by whom
 */
public record ShadowDocument(
        Map<String, @Nullable Object> reported,
        Map<String, @Nullable Object> desired,
        Map<String, @Nullable Object> delta,
        Map<String, String> rejected,
        Map<String, String> policy,
        long version,
        Metadata metadata) {

    /** Ours in both sides of the document; nobody may use it for something else. */
    public static final String LAST_UPDATED = "lastUpdated";

    /** For each value of a side, at the same place, an object with {@code timestamp} and {@code source}. */
    public record Metadata(Map<String, Object> reported, Map<String, Object> desired) {}

    public static ShadowDocument of(Shadow shadow) {
        return new ShadowDocument(
                dated(shadow.reported()),
                dated(shadow.desired()),
                shadow.delta().values(),
                reasons(shadow),
                policies(shadow),
                shadow.version(),
                new Metadata(
                        stamps(shadow.reported().root()),
                        stamps(shadow.desired().root())));
    }

    private static Map<String, @Nullable Object> dated(Side side) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(side.state().values());
        Instant changedAt = side.changedAt();
        if (changedAt != null && !shown.isEmpty()) {
            shown.put(LAST_UPDATED, EventJson.format(changedAt));
        }
        return shown;
    }

    /** What the device will not do: reasons by the names of keys. */
    public static Map<String, String> reasons(Shadow shadow) {
        Map<String, String> reasons = new TreeMap<>();
        shadow.rejected().forEach((name, rejection) -> reasons.put(name, rejection.reason()));
        return reasons;
    }

    private static Map<String, String> policies(Shadow shadow) {
        Map<String, String> policies = new TreeMap<>();
        shadow.policies().forEach((name, policy) -> policies.put(name, policy.text()));
        return policies;
    }

    private static Map<String, Object> stamps(Node object) {
        Map<String, Object> stamps = new LinkedHashMap<>();
        object.object()
                .keySet()
                .forEach(key -> stamps.put(key, stamp(object.children().get(key))));
        return stamps;
    }

    private static Object stamp(Node node) {
        Map<String, Object> stamps = stamps(node);
        Stamp stamp = node.stamp();
        if (stamps.isEmpty() && stamp != null) {
            stamps.put("timestamp", EventJson.format(stamp.at()));
            stamps.put("source", stamp.source().text());
        }
        return stamps;
    }
}
