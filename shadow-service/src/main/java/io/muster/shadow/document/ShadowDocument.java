package io.muster.shadow.document;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.muster.events.EventJson;
import org.jspecify.annotations.Nullable;

/**
 * A shadow as it is shown to people and to the device.
 *
 * @param reported what the device says it is, and {@code lastUpdated}, which is not there while it is empty
 * @param desired what it should be, and {@code lastUpdated} likewise
 * @param delta what desired has and reported has not
 * @param version of the whole; 0 while nothing was ever said
 */
public record ShadowDocument(
        Map<String, @Nullable Object> reported,
        Map<String, @Nullable Object> desired,
        Map<String, @Nullable Object> delta,
        long version) {

    /** Ours in both sides of the document; nobody may use it for something else. */
    public static final String LAST_UPDATED = "lastUpdated";

    public static ShadowDocument of(Shadow shadow) {
        return new ShadowDocument(
                dated(shadow.reported()),
                dated(shadow.desired()),
                shadow.delta().values(),
                shadow.version());
    }

    private static Map<String, @Nullable Object> dated(Shadow.Side side) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(side.state().values());
        Instant changedAt = side.changedAt();
        if (changedAt != null && !side.state().isEmpty()) {
            shown.put(LAST_UPDATED, EventJson.format(changedAt));
        }
        return shown;
    }
}
