package io.muster.registry.postgres;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.muster.events.EventJson;
import io.muster.registry.device.Location;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** Locations as the column {@code location} holds them. */
final class Locations {

    private Locations() {}

    static @Nullable Map<String, Object> json(@Nullable Location location) {
        if (location == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lat", location.lat());
        json.put("lng", location.lng());
        if (location.accuracy() != null) {
            json.put("accuracy", location.accuracy());
        }
        json.put("timestamp", EventJson.format(location.timestamp()));
        return json;
    }

    static @Nullable Location read(@Nullable Map<String, Object> json) {
        return json == null
                ? null
                : new Location(
                        ((Number) json.get("lat")).doubleValue(),
                        ((Number) json.get("lng")).doubleValue(),
                        json.get("accuracy") instanceof Number accuracy ? accuracy.doubleValue() : null,
                        Instant.parse(json.get("timestamp").toString()));
    }

    static @Nullable Location read(Row row) {
        JsonObject json = row.get(JsonObject.class, "location");
        return json == null ? null : read(json.getMap());
    }
}
