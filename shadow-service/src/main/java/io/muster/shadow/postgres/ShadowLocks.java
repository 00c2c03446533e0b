package io.muster.shadow.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Locks shadows that are to be changed. */
final class ShadowLocks {

    /** In an order that all have in common, so that no two wait for each other. */
    private static final String LOCK =
            """
            select %s, told_session, session.session, coalesce(session.connected, false) as connected,
                session.listening, now() as at
            from unnest($1::text[], $2::text[], $3::text[]) as asked (device, workspace, name)
            join shadow on shadow.device = asked.device and shadow.name = asked.name
                and shadow.workspace = asked.workspace
            left join device_session session on session.device = shadow.device
            order by shadow.device, shadow.name for update of shadow
            """
                    .formatted(ShadowRow.columnsOf("shadow"));

    private ShadowLocks() {}

    /** Those that have a row. */
    static Uni<Map<ShadowId, LockedShadow>> lock(SqlConnection transaction, Collection<ShadowId> ids) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(
                        ids.stream().map(ShadowId::device).toArray(String[]::new),
                        ids.stream().map(ShadowId::workspace).toArray(String[]::new),
                        ids.stream().map(ShadowId::name).toArray(String[]::new)))
                .map(rows -> {
                    Map<ShadowId, LockedShadow> locked = new HashMap<>();
                    rows.forEach(row -> {
                        LockedShadow shadow = LockedShadow.there(row);
                        locked.put(shadow.shadow().id(), shadow);
                    });
                    return locked;
                });
    }
}
