package io.muster.shadow.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ShadowEvent;
import io.muster.kit.outbox.Outbox;
import io.muster.shadow.change.Revision;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.history.HistorySettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Writes what has become of shadows: one way to the database for all of them, their versions, events and deltas. */
@ApplicationScoped
class ChangedShadows {

    private static final String SAVE =
            """
            with saved as (
                insert into shadow as known (device, workspace, name, version, desired, desired_at, desired_meta,
                    reported, reported_at, reported_meta, policy, rejected, pending_keys, diverged_since, told_session,
                    desired_version)
                select device, workspace, name, version, desired::json, desired_at, desired_meta::json,
                    reported::json, reported_at, reported_meta::json, policy::json, rejected::json,
                    pending_keys::text[], case when pending_keys <> '{}' then now() end, told, desired_version
                from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[],
                        $7::text[], $8::text[], $9::timestamptz[], $10::text[], $11::text[], $12::text[], $13::text[],
                        $27::bigint[], $28::bigint[])
                    as said (device, workspace, name, version, desired, desired_at, desired_meta,
                        reported, reported_at, reported_meta, policy, rejected, pending_keys, told, desired_version)
                on conflict (device, name) do update set
                    version = excluded.version, desired_version = excluded.desired_version,
                    desired = excluded.desired, desired_at = excluded.desired_at,
                    desired_meta = excluded.desired_meta, reported = excluded.reported,
                    reported_at = excluded.reported_at, reported_meta = excluded.reported_meta,
                    policy = excluded.policy, rejected = excluded.rejected, pending_keys = excluded.pending_keys,
                    told_session = coalesce(excluded.told_session, known.told_session),
                    diverged_since = case when excluded.diverged_since is not null
                        then coalesce(known.diverged_since, excluded.diverged_since) end),
            kept as (
                insert into shadow_version (
                    device, workspace, name, version, at, source, actor, patch, document)
                select device, workspace, name, version, at, source, actor, patch::json, document::json
                from unnest($14::text[], $15::text[], $16::text[], $17::bigint[], $18::timestamptz[], $19::text[],
                        $20::text[], $21::text[], $22::text[])
                    as news (device, workspace, name, version, at, source, actor, patch, document)),
            due as (
                insert into due_delta (device, name, due)
                select device, name, now() + make_interval(secs => wait)
                from unnest($23::text[], $24::text[], $25::float8[]) as left_to_do (device, name, wait)
                on conflict (device, name) do update set due = excluded.due)
            %s
            """
                    .formatted(Outbox.insert("$26") + " order by position");

    private final Outbox outbox;
    private final HistorySettings history;

    ChangedShadows(Outbox outbox, HistorySettings history) {
        this.outbox = outbox;
        this.history = history;
    }

    /**
     * @param lease how long others leave deltas alone that are in hand
     * @return whether there is something to say
     */
    Uni<Boolean> write(SqlConnection transaction, List<LockedShadow> changed, Duration lease) {
        if (changed.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        List<Shadow> shadows = changed.stream().map(LockedShadow::shadow).toList();
        List<Revision> revisions =
                changed.stream().flatMap(one -> one.revisions().stream()).toList();
        List<ShadowEvent> events =
                revisions.stream().map(Revision::event).filter(Objects::nonNull).toList();
        List<LockedShadow> due = changed.stream()
                .filter(one -> one.isInHand() || one.isLeftToOthers())
                .toList();
        List<Object> values = new ArrayList<>(ShadowRow.arrays(shadows));
        values.add(shadows.stream().map(ChangedShadows::pendingKeys).toArray(String[]::new));
        values.addAll(new VersionRows(revisions, history.wholeEvery()).arrays());
        values.add(due.stream().map(one -> one.shadow().device()).toArray(String[]::new));
        values.add(due.stream().map(one -> one.shadow().id().name()).toArray(String[]::new));
        values.add(due.stream()
                .map(one -> one.isInHand() ? lease.toMillis() / 1000.0 : 0.0)
                .toArray(Double[]::new));
        values.add(outbox.rows(events));
        values.add(changed.stream().map(LockedShadow::told).toArray(Long[]::new));
        values.add(shadows.stream().map(Shadow::desiredVersion).toArray(Long[]::new));
        return transaction.preparedQuery(SAVE).execute(Tuple.from(values)).replaceWith(!events.isEmpty());
    }

    /** An array as Postgres writes it; one of arrays of different lengths there cannot be. */
    private static String pendingKeys(Shadow shadow) {
        return shadow.delta().values().keySet().stream()
                .map(key -> '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
