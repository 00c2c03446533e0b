package io.muster.registry.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.muster.kit.query.FleetQuery;
import io.muster.kit.query.sql.ConditionSql;
import io.muster.kit.query.sql.SqlParameters;
import io.muster.registry.device.DeviceId;
import io.muster.registry.group.Difference;
import io.muster.registry.group.Group;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The statement that tells which devices a group's query finds that are no members, and the other way round. */
final class DifferenceSql {

    /** By EXCEPT, which compares sets: how many a query finds is guessed badly, and a join by that guess is endless. */
    private static final String TEXT =
            """
            with found as materialized (
                select d.id from device d
                join device_connection c on c.device = d.id
                left join device_state s on s.device = d.id
                where d.workspace = :workspace and :found),
            member as materialized (
                select m.device from group_member m where m.group_id = :group and :among)
            (select id as device, true as joins from (select id from found except select device from member) as joining
                order by id limit :limit)
            union all
            select device, false from (select device from member except select id from found) as leaving
            """;

    private final SqlParameters parameters;
    private final String text;

    /**
     * @param among the only devices to look at; null for all
     * @param limit how many may join
     */
    DifferenceSql(Group group, FleetQuery query, @Nullable List<DeviceId> among, int limit, Instant now) {
        parameters = new SqlParameters(now);
        String workspace = parameters.add(group.workspace());
        String condition = ConditionSql.of(query.condition(), workspace, parameters);
        String ids = among == null
                ? null
                : parameters.add(among.stream().map(DeviceId::value).toArray(String[]::new));
        text = TEXT.replace(":workspace", workspace)
                .replace(":group", parameters.add(group.id().value()))
                .replace(":limit", parameters.add(limit))
                .replace(":found", ids == null ? condition : condition + " and d.id = any(" + ids + ")")
                .replace(":among", ids == null ? "true" : "m.device = any(" + ids + ")");
    }

    String text() {
        return text;
    }

    Tuple parameters() {
        return parameters.tuple();
    }

    static Difference read(RowSet<Row> rows) {
        List<DeviceId> joining = new ArrayList<>();
        List<DeviceId> leaving = new ArrayList<>();
        rows.forEach(row -> (row.getBoolean("joins") ? joining : leaving).add(new DeviceId(row.getString("device"))));
        return new Difference(joining, leaving);
    }
}
