package io.muster.registry.device;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/** A merge patch of a location. One that does not say when the device was there means now. */
final class LocationPatch {

    private static final Set<String> KNOWN = Set.of("lat", "lng", "accuracy", "timestamp");

    private final Map<String, Object> fields;
    private final Instant now;
    private final FieldChecks checks;

    private LocationPatch(Map<String, Object> fields, Instant now, FieldChecks checks) {
        this.fields = fields;
        this.now = now;
        this.checks = checks;
    }

    /** Null where something is wrong, which the checks then know. */
    static @Nullable Location apply(@Nullable Location current, Map<?, ?> patch, Instant now, FieldChecks checks) {
        return new LocationPatch(MergePatch.apply(fields(current), patch), now, checks).location();
    }

    private @Nullable Location location() {
        fields.keySet().forEach(name -> checks.require(KNOWN.contains(name), "location." + name, "is not known here"));
        Double lat = number("lat", true);
        Double lng = number("lng", true);
        Double accuracy = number("accuracy", false);
        Instant timestamp = timestamp();
        return lat == null || lng == null || timestamp == null ? null : new Location(lat, lng, accuracy, timestamp);
    }

    private @Nullable Double number(String name, boolean needed) {
        Object value = fields.get(name);
        checks.require(
                value instanceof Number || value == null && !needed,
                "location." + name,
                value == null ? "is required" : "must be a number");
        return value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
    }

    private @Nullable Instant timestamp() {
        Object value = fields.getOrDefault("timestamp", now.toString());
        Instant timestamp = value instanceof String text ? time(text) : null;
        checks.require(timestamp != null, "location.timestamp", "must be a time in ISO 8601");
        return timestamp;
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static Map<String, Object> fields(@Nullable Location location) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (location != null) {
            fields.put("lat", location.lat());
            fields.put("lng", location.lng());
            if (location.accuracy() != null) {
                fields.put("accuracy", location.accuracy());
            }
        }
        return fields;
    }
}
