package io.muster.telemetry.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.postgres.Lookups;
import io.muster.telemetry.ingest.Sender;
import io.muster.telemetry.ingest.Senders;
import io.muster.telemetry.reading.Channels;
import io.muster.telemetry.retention.Retention;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Asks the projection of the registry's events, once for a whole batch. */
@ApplicationScoped
class PostgresSenders implements Senders {

    private static final String FIND =
            """
            select id, workspace, status, deleted, %s as groups from known_device where id = any($1::text[])
            """;
    private static final String WITHOUT_GROUPS = FIND.formatted("null::text[]");
    private static final String WITH_GROUPS = FIND.formatted(
            "array(select group_id from known_member where device = id and not removed and group_id = any($2::text[]))");

    private static final String CHANNELS = "select channel from latest where device = $1 and channel <> $2";

    private final Lookups lookups;
    private final Retention retention;

    PostgresSenders(Lookups lookups, Retention retention) {
        this.lookups = lookups;
        this.retention = retention;
    }

    @Override
    public Uni<Set<String>> channels(String id) {
        return lookups.of(CHANNELS, Tuple.of(id, Channels.STATUS))
                .map(rows -> rows.stream().map(row -> row.getString(0)).collect(Collectors.toSet()));
    }

    @Override
    public Uni<Map<String, Sender>> find(Collection<String> ids) {
        String[] devices = ids.toArray(String[]::new);
        String[] groups = retention.groups().toArray(String[]::new);
        Uni<RowSet<Row>> found = groups.length == 0
                ? lookups.of(WITHOUT_GROUPS, Tuple.of(devices))
                : lookups.of(WITH_GROUPS, Tuple.of(devices, groups));
        return found.map(this::byId);
    }

    private Map<String, Sender> byId(RowSet<Row> rows) {
        Map<String, Sender> senders = new HashMap<>();
        for (Row row : rows) {
            senders.put(row.getString(0), sender(row));
        }
        return senders;
    }

    private Sender sender(Row row) {
        String workspace = row.getString(1);
        String @Nullable [] groups = row.getArrayOfStrings(4);
        return new Sender(
                workspace,
                row.getString(2),
                row.getBoolean(3),
                retention.of(workspace, groups == null ? List.of() : List.of(groups)));
    }
}
