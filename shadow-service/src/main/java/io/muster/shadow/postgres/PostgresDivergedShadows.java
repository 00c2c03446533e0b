package io.muster.shadow.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.postgres.Lookups;
import io.muster.shadow.fleet.DivergedShadows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresDivergedShadows implements DivergedShadows {

    private static final String PAGE =
            """
            select device, known.device_id, name, version, diverged_since, pending_keys
            from shadow join known_device known on known.id = shadow.device and not known.deleted
            where shadow.workspace = $1 and diverged_since between $2 and $3
                and (diverged_since, device, name) > ($4, $5, $6)
            order by diverged_since, device, name limit $7
            """;
    private static final OffsetDateTime EVER = Instant.EPOCH.atOffset(ZoneOffset.UTC);
    private static final OffsetDateTime NEVER = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final Lookups lookups;

    PostgresDivergedShadows(Lookups lookups) {
        this.lookups = lookups;
    }

    @Override
    public Uni<List<Diverged>> page(
            String workspace, @Nullable Instant from, @Nullable Instant until, @Nullable Place after, int limit) {
        return lookups.of(PAGE, Tuple.from(new Object[] {
                    workspace,
                    from == null ? EVER : from.atOffset(ZoneOffset.UTC),
                    until == null ? NEVER : until.atOffset(ZoneOffset.UTC),
                    after == null ? EVER : after.since().atOffset(ZoneOffset.UTC),
                    after == null ? "" : after.device(),
                    after == null ? "" : after.name(),
                    limit
                }))
                .map(rows ->
                        rows.stream().map(PostgresDivergedShadows::diverged).toList());
    }

    private static Diverged diverged(Row row) {
        return new Diverged(
                row.getString("device"),
                row.getString("device_id"),
                row.getString("name"),
                row.getLong("version"),
                row.getOffsetDateTime("diverged_since").toInstant(),
                List.of(row.getArrayOfStrings("pending_keys")));
    }
}
