package io.muster.registry.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What a device is made of, as far as anybody has said. */
public record DeviceInfo(
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String firmware,
        @Nullable String hardware,
        @Nullable String serialNumber,
        @Nullable String manufactureDate) {

    public static final DeviceInfo UNKNOWN = new DeviceInfo(null, null, null, null, null, null);

    public static final Set<String> FIELDS = UNKNOWN.fields().keySet();

    public static DeviceInfo of(Map<String, String> info) {
        return new DeviceInfo(
                info.get("manufacturer"),
                info.get("model"),
                info.get("firmware"),
                info.get("hardware"),
                info.get("serialNumber"),
                info.get("manufactureDate"));
    }

    /** What is known, by its name. */
    public Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        fields().forEach((name, value) -> {
            if (value != null) {
                known.put(name, value);
            }
        });
        return known;
    }

    Map<String, @Nullable String> fields() {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("manufacturer", manufacturer);
        fields.put("model", model);
        fields.put("firmware", firmware);
        fields.put("hardware", hardware);
        fields.put("serialNumber", serialNumber);
        fields.put("manufactureDate", manufactureDate);
        return fields;
    }
}
