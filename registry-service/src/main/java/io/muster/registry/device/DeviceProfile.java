package io.muster.registry.device;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What people say of a device and may change.
 *
 * @param type empty only until {@link DeviceRules} has looked at it; so is the name
 * @param tags each once, in the order in which they were given
 * @param metadata any JSON object
 */
public record DeviceProfile(
        String type,
        String name,
        @Nullable String description,
        DeviceInfo info,
        List<String> tags,
        Map<String, Object> metadata) {

    public DeviceProfile {
        tags = tags.stream().distinct().toList();
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
