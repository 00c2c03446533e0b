package io.muster.shadow.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.muster.shadow.document.ShadowDocument;
import org.jspecify.annotations.Nullable;

/**
 * How a version came to be.
 *
 * @param source who it was: person, device or derived
 * @param actor the person's name, or the {@code id} of the device
 * @param patch of the document as it is kept
 */
public record PastChange(long version, Instant at, String source, String actor, Map<String, @Nullable Object> patch) {

    /** What was said: the merge patch without what follows from it. */
    public Map<String, @Nullable Object> said() {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        patch.forEach((field, change) -> {
            if (!field.equals("delta") && change instanceof Map<?, ?> object) {
                Map<Object, @Nullable Object> keys = new LinkedHashMap<>(object);
                keys.remove(ShadowDocument.LAST_UPDATED);
                if (!keys.isEmpty()) {
                    said.put(field, keys);
                }
            }
        });
        return said;
    }
}
