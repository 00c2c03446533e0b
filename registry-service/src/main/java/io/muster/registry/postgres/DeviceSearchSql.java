package io.muster.registry.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.muster.kit.query.FleetQuery;
import io.muster.kit.query.sql.ConditionSql;
import io.muster.kit.query.sql.SqlParameters;
import io.muster.registry.search.DeviceCursor;
import io.muster.registry.search.DeviceQuery;
import io.muster.registry.search.DeviceSort;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Statements that find devices. The page is found in as few tables as the question needs; only then are its devices
 * read with all that belongs to them.
 */
final class DeviceSearchSql {

    private static final Set<String> OF_CONNECTION = Set.of("connected", "lastSeen", "lastConnected");

    private final DeviceQuery query;
    private final SqlParameters parameters;
    private final Set<String> asked;
    private final String matching;
    private final Tuple counted;

    DeviceSearchSql(DeviceQuery query, Instant now) {
        this.query = query;
        this.parameters = new SqlParameters(now);
        this.asked = new FleetQuery(query.condition()).fields();
        this.matching = matching(parameters.add(query.workspace()));
        this.counted = parameters.tuple();
    }

    /** The order has no say in how many there are. */
    String count() {
        return "select count(*) from " + from(asked.stream().anyMatch(OF_CONNECTION::contains));
    }

    Tuple countParameters() {
        return counted;
    }

    /** The statement, with its parameters. */
    record Statement(String sql, Tuple parameters) {}

    /**
     * Walks along the order until it has found the page: for many, of which some are never far.
     *
     * @param devices how many, at most
     */
    Statement walk(int devices) {
        List<String> columns = columns();
        return page("select d.id from " + ordered() + " and " + behind(columns) + orderBy(columns) + window(devices));
    }

    /**
     * Finds all and then puts them in order: for few, which may be anywhere in it.
     *
     * @param devices how many, at most
     */
    Statement sort(int devices) {
        List<String> columns = columns();
        List<String> keys = places().mapToObj(i -> "key" + i).toList();
        String named = places().mapToObj(i -> ", " + columns.get(i) + " as " + keys.get(i))
                .collect(Collectors.joining());
        return page("with matched as materialized (select d.id" + named + " from " + ordered()
                + ") select id from matched where " + behind(keys) + orderBy(keys) + window(devices));
    }

    private Statement page(String found) {
        return new Statement(
                DeviceSql.CARDS + "join (" + found + ") as found on found.id = d.id" + orderBy(columns()),
                parameters.tuple());
    }

    private String window(int devices) {
        return " limit " + devices
                + (query.after() == null ? " offset " + query.page().offset() : "");
    }

    private String ordered() {
        return from(
                query.sort().by(DeviceSort.Field.LAST_SEEN) || asked.stream().anyMatch(OF_CONNECTION::contains));
    }

    /** Workspaces are compared in both tables, because an index of either begins with it. */
    private String from(boolean withConnection) {
        return "device d"
                + (withConnection ? " join device_connection c on c.device = d.id and c.workspace = d.workspace" : "")
                + (asked.contains("values.*") ? " left join device_state s on s.device = d.id" : "")
                + matching;
    }

    private String matching(String workspace) {
        return " where d.workspace = " + workspace + " and "
                + ConditionSql.of(query.condition(), workspace, parameters);
    }

    private String orderBy(List<String> columns) {
        return places().mapToObj(i -> columns.get(i) + (descending(i) ? " desc" : ""))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /** The keys of the order with the id at the end. */
    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        query.sort().keys().forEach(key -> columns.add(column(key.by())));
        columns.add(query.sort().by(DeviceSort.Field.LAST_SEEN) ? "c.device" : "d.id");
        return columns;
    }

    private boolean descending(int column) {
        List<DeviceSort.Key> keys = query.sort().keys();
        return column < keys.size()
                ? keys.get(column).descending()
                : query.sort().newestFirst();
    }

    private IntStream places() {
        return IntStream.rangeClosed(0, query.sort().keys().size());
    }

    /** In one comparison where all columns go the same way: only such a one is a place in an index. */
    private String behind(List<String> columns) {
        DeviceCursor after = query.after();
        if (after == null) {
            return "true";
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < after.keys().size(); i++) {
            values.add(value(query.sort().keys().get(i).by(), after.keys().get(i)));
        }
        values.add(parameters.add(after.id()) + "::text");
        return places().allMatch(i -> descending(i) == descending(0))
                ? "(" + String.join(", ", columns) + ")" + sign(0) + "(" + String.join(", ", values) + ")"
                : behind(columns, values, 0);
    }

    private String behind(List<String> columns, List<String> values, int i) {
        String farther = columns.get(i) + sign(i) + values.get(i);
        return i == columns.size() - 1
                ? farther
                : "(" + farther + " or " + columns.get(i) + " = " + values.get(i) + " and "
                        + behind(columns, values, i + 1) + ")";
    }

    private String sign(int column) {
        return descending(column) ? " < " : " > ";
    }

    private String value(DeviceSort.Field field, String key) {
        String value = parameters.add(key) + "::text";
        return switch (field) {
            case CREATED_AT, UPDATED_AT, LAST_SEEN -> value + "::timestamptz";
            case DEVICE_ID, NAME -> "left(" + value + ", 200)";
            case TYPE, STATUS -> value;
        };
    }

    private static String column(DeviceSort.Field field) {
        return switch (field) {
            case CREATED_AT -> "d.created_at";
            case UPDATED_AT -> "d.updated_at";
            case DEVICE_ID -> "left(d.device_id, 200)";
            case NAME -> "left(d.name, 200)";
            case TYPE -> "d.type";
            case STATUS -> "d.status";
            case LAST_SEEN -> "coalesce(c.last_seen, '-infinity')";
        };
    }
}
