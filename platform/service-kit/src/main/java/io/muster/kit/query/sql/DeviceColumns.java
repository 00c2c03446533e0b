package io.muster.kit.query.sql;

import java.util.List;

import io.muster.kit.query.Field;

/** Where the fields of a query stand: device d, device_connection c, device_state s. */
final class DeviceColumns {

    /** Its lower case is in the index, word for word. */
    static final String WORDS = "(d.name || ' ' || d.device_id || ' ' || coalesce(d.description, ''))";

    private DeviceColumns() {}

    /** @param workspace its place among the parameters */
    static Column of(Field field, String workspace) {
        return switch (field.name()) {
            case "id" -> new PlainColumn("d.id");
            case "deviceId" -> new NameColumn("d.device_id");
            case "name" -> new NameColumn("d.name");
            case "description" -> new NameColumn("d.description");
            case "text" -> new PlainColumn(WORDS);
            case "type" -> new PlainColumn("d.type");
            case "status" -> new PlainColumn("d.status");
            case "tags" -> new TagsColumn("d.tags");
            case "group" -> new GroupColumn(workspace);
            case "groupTree" -> new GroupTreeColumn(workspace);
            case "connected" -> new PlainColumn("c.connected");
            case "lastSeen" -> new PlainColumn("c.last_seen");
            case "lastConnected" -> new PlainColumn("c.last_connected");
            case "createdAt" -> new PlainColumn("d.created_at");
            case "updatedAt" -> new PlainColumn("d.updated_at");
            case "location" -> new PlainColumn("d.location");
            case "location.lat", "location.lng", "location.accuracy" ->
                new JsonColumn("d.location", List.of(key(field)));
            case "location.timestamp" -> new PlainColumn("iso_time(d.location ->> 'timestamp')");
            case "metadata.*" -> new JsonColumn("d.metadata", field.path());
            case "values.*" -> new JsonColumn("s.values", field.path());
            default -> info(field);
        };
    }

    private static Column info(Field field) {
        if (!field.name().startsWith("info.")) {
            throw new IllegalStateException("There is no column for " + field.name());
        }
        return new InfoColumn(key(field));
    }

    /** What stands behind the dot in a name of the vocabulary: ours, never a caller's. */
    private static String key(Field field) {
        return field.name().substring(field.name().indexOf('.') + 1);
    }
}
