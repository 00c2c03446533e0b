package io.muster.provisioning.esp32;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.muster.kit.json.CleanText;
import io.muster.kit.problem.FieldChecks;
import io.muster.provisioning.esp32.Esp32Refusal.BadDescription;
import io.muster.provisioning.onboarding.NewcomerRules;
import org.jspecify.annotations.Nullable;

/** Reads the body of a registration. The first field that is wrong is named; fields that are not known are passed over. */
final class Form {

    private static final Pattern MAC = Pattern.compile("(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}");
    private static final List<String> MODES = List.of("streaming", "batch", "hybrid");
    private static final long SLOWEST = 1;
    private static final long FASTEST = 10;

    private final NewcomerRules rules;
    private final Esp32Limits limits;

    Form(NewcomerRules rules, Esp32Limits limits) {
        this.rules = rules;
        this.limits = limits;
    }

    /** @throws BadDescription naming the first wrong field */
    Description read(@Nullable Object body) {
        if (!(body instanceof Map<?, ?> object)) {
            throw new BadDescription("Body is not a JSON object");
        }
        Map<?, ?> device = required(object, "device_info");
        String deviceId = deviceId(device);
        String mac = text(device, "mac_address");
        if (!MAC.matcher(mac).matches()) {
            throw BadDescription.invalid("mac_address", "must look like AA:BB:CC:DD:EE:FF");
        }
        Map<String, String> info = new LinkedHashMap<>();
        putIfThere(info, "hardware", optionalText(device, "hardware_revision"));
        info.put("firmware", text(device, "firmware_version"));
        info.put("serialNumber", text(device, "bcgmcu_serial"));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("macAddress", mac);
        metadata.put("chipId", text(device, "esp32c6_chip_id"));
        metadata.put("capabilities", capabilities(required(object, "capabilities")));
        Map<String, String> location = location(object.get("location"));
        if (!location.isEmpty()) {
            metadata.put("location", location);
        }
        return new Description(deviceId, info, metadata);
    }

    private String deviceId(Map<?, ?> device) {
        String deviceId = text(device, "device_id", Integer.MAX_VALUE);
        FieldChecks checks = new FieldChecks();
        rules.checkDeviceId("device_id", deviceId, checks);
        checks.errors().stream().findFirst().ifPresent(error -> {
            throw BadDescription.invalid(error.field(), error.message());
        });
        return deviceId;
    }

    private static Map<String, Object> capabilities(Map<?, ?> said) {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        long rate = integer(said, "max_streaming_rate");
        if (rate < SLOWEST || rate > FASTEST) {
            throw BadDescription.invalid("max_streaming_rate", "must be from " + SLOWEST + " to " + FASTEST);
        }
        capabilities.put("max_streaming_rate", rate);
        long memory = integer(said, "batch_memory_size");
        if (memory < 0) {
            throw BadDescription.invalid("batch_memory_size", "must not be negative");
        }
        capabilities.put("batch_memory_size", memory);
        capabilities.put("supported_modes", modes(value(said, "supported_modes")));
        if (!(value(said, "calibration_support") instanceof Boolean calibration)) {
            throw BadDescription.invalid("calibration_support", "must be true or false");
        }
        capabilities.put("calibration_support", calibration);
        return capabilities;
    }

    private static List<?> modes(Object value) {
        if (!(value instanceof List<?> modes)
                || modes.isEmpty()
                || !modes.stream().allMatch(mode -> mode != null && MODES.contains(mode))
                || modes.stream().distinct().count() != modes.size()) {
            throw BadDescription.invalid("supported_modes", "must be a list of some of " + String.join(", ", MODES));
        }
        return modes;
    }

    private Map<String, String> location(@Nullable Object value) {
        Map<String, String> location = new LinkedHashMap<>();
        if (value == null) {
            return location;
        }
        if (!(value instanceof Map<?, ?> said)) {
            throw BadDescription.invalid("location", "must be an object");
        }
        for (String field : List.of("facility_id", "room", "bed")) {
            putIfThere(location, field, optionalText(said, field));
        }
        return location;
    }

    private static Map<?, ?> required(Map<?, ?> object, String field) {
        if (value(object, field) instanceof Map<?, ?> inner) {
            return inner;
        }
        throw BadDescription.invalid(field, "must be an object");
    }

    private static Object value(Map<?, ?> object, String field) {
        @Nullable Object value = object.get(field);
        if (value == null) {
            throw BadDescription.missing(field);
        }
        return value;
    }

    private static long integer(Map<?, ?> object, String field) {
        Object value = value(object, field);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw BadDescription.invalid(field, "must be an integer");
    }

    private @Nullable String optionalText(Map<?, ?> object, String field) {
        return object.get(field) == null ? null : text(object, field);
    }

    private String text(Map<?, ?> object, String field) {
        return text(object, field, limits.textLength());
    }

    private static String text(Map<?, ?> object, String field, int length) {
        if (!(value(object, field) instanceof String text)) {
            throw BadDescription.invalid(field, "must be a string");
        }
        if (text.isBlank()) {
            throw BadDescription.missing(field);
        }
        if (text.codePointCount(0, text.length()) > length) {
            throw BadDescription.invalid(field, "must not be longer than " + length + " characters");
        }
        if (!CleanText.isLine(text)) {
            throw BadDescription.invalid(field, "holds characters that cannot be stored");
        }
        return text;
    }

    private static void putIfThere(Map<String, String> map, String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
