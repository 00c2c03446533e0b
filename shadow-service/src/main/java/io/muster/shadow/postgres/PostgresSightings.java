package io.muster.shadow.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.postgres.Lookups;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.live.Sightings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresSightings implements Sightings {

    private static final String VERSIONS =
            """
            select known.workspace, known.id, coalesce(name, '') as name, coalesce(version, 0) as version
            from known_device known left join shadow on shadow.device = known.id
            where known.id = any($1) and not known.deleted
            """;
    private static final String SHADOWS = "select " + ShadowRow.COLUMNS + " from shadow where device = any($1)";

    private final Lookups lookups;

    PostgresSightings(Lookups lookups) {
        this.lookups = lookups;
    }

    @Override
    public Uni<Map<ShadowId, Long>> versions(Collection<String> devices) {
        return lookups.of(VERSIONS, names(devices)).map(PostgresSightings::byId);
    }

    @Override
    public Uni<List<Shadow>> of(Collection<String> devices) {
        return lookups.of(SHADOWS, names(devices))
                .map(rows -> rows.stream().map(ShadowRow::read).toList());
    }

    private static Map<ShadowId, Long> byId(RowSet<Row> rows) {
        Map<ShadowId, Long> versions = new HashMap<>();
        rows.forEach(row -> versions.put(
                new ShadowId(row.getString("workspace"), row.getString("id"), row.getString("name")),
                row.getLong("version")));
        return versions;
    }

    private static Tuple names(Collection<String> devices) {
        return Tuple.of(devices.toArray(String[]::new));
    }
}
