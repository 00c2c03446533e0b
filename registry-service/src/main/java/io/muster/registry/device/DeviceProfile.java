package io.muster.registry.device;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What people say of a device and may change.
 *
 * @param type empty only until {@link DeviceRules} has looked at it; so is the name
 * @param tags each once, in the order in which they were given
 * @param metadata any JSON object
 * @param location where the device is: the newest of what a person and the device said
 */
public record DeviceProfile(
        String type,
        String name,
        @Nullable String description,
        DeviceInfo info,
        List<String> tags,
        Map<String, Object> metadata,
        @Nullable Location location) {

    /** Of a device that nobody has located. */
    public DeviceProfile(
            String type,
            String name,
            @Nullable String description,
            DeviceInfo info,
            List<String> tags,
            Map<String, Object> metadata) {
        this(type, name, description, info, tags, metadata, null);
    }

    public DeviceProfile {
        tags = tags.stream().distinct().toList();
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** What is not as it was in the other one: {@code name}, {@code info.firmware}. */
    List<String> differencesFrom(DeviceProfile other) {
        Map<String, @Nullable Object> before = other.fields();
        return fields().entrySet().stream()
                .filter(field -> !Objects.equals(field.getValue(), before.get(field.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        fields.put("name", name);
        fields.put("description", description);
        info.fields().forEach((name, value) -> fields.put("info." + name, value));
        fields.put("tags", tags);
        fields.put("metadata", metadata);
        fields.put("location", location);
        return fields;
    }
}
