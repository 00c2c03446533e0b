package io.muster.registry.postgres;

import java.util.ArrayList;
import java.util.List;

import io.muster.registry.search.DeviceQuery;
import io.muster.registry.search.DeviceSort;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** A search for devices in SQL: the conditions that are set, with their parameters. */
final class DeviceSql {

    private static final String CARDS =
            """
            select d.id, d.workspace, d.device_id, d.type, d.name, d.description, d.status, d.provisioned, d.info,
                d.tags, d.metadata, d.revision, d.created_at, d.updated_at,
                c.session, c.revision as connection_revision, c.connected, c.protocol, c.ip_address,
                c.last_connected, c.last_disconnected, c.sessions, c.last_seen,
                k.type as credential_type, k.client_id, k.username, k.expires_at, k.subscribe, k.publish
            from device d
            join device_connection c on c.device = d.id
            left join device_credential k on k.device = d.id
            """;

    static final String BY_ID = CARDS + "where d.workspace = $1 and d.id = $2";
    static final String BY_NAME = CARDS + "where d.workspace = $1 and md5(d.device_id) = md5($2) and d.device_id = $2";

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private final DeviceQuery query;

    DeviceSql(DeviceQuery query) {
        this.query = query;
        when(query.workspace(), "d.workspace = ?");
        when(query.type(), "d.type = ?");
        when(query.status() == null ? null : query.status().word(), "d.status = ?");
        when(query.tags().isEmpty() ? null : query.tags().toArray(String[]::new), "d.tags @> ?");
        when(
                query.group() == null ? null : query.group().value(),
                "exists (select from group_member m where m.group_id = ? and m.device = d.id)");
    }

    String count() {
        return "select count(*) from device d" + where();
    }

    String page() {
        return CARDS + where() + orderBy() + " limit " + query.page().limit() + " offset "
                + query.page().offset();
    }

    Tuple parameters() {
        return Tuple.from(parameters);
    }

    private void when(@Nullable Object wanted, String condition) {
        if (wanted != null) {
            parameters.add(wanted);
            conditions.add(condition.replace("?", "$" + parameters.size()));
        }
    }

    private String where() {
        return " where " + String.join(" and ", conditions);
    }

    private String orderBy() {
        DeviceSort sort = query.sort();
        return " order by " + column(sort.by()) + (sort.descending() ? " desc" : "")
                + " nulls last, d.created_at, d.id";
    }

    private static String column(DeviceSort.Field field) {
        return switch (field) {
            case CREATED_AT -> "d.created_at";
            case UPDATED_AT -> "d.updated_at";
            case DEVICE_ID -> "d.device_id";
            case NAME -> "d.name";
            case TYPE -> "d.type";
            case STATUS -> "d.status";
            case LAST_SEEN -> "c.last_seen";
        };
    }
}
