package io.muster.provisioning.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.muster.kit.device.DeviceUnknown;
import io.muster.provisioning.credential.Credential;
import io.muster.provisioning.credential.CredentialStory;
import io.muster.provisioning.credential.Credentials;
import io.muster.provisioning.credential.DeviceCredentials;
import io.muster.provisioning.credential.DeviceCredentials.Change;
import io.muster.provisioning.credential.Held;
import io.muster.provisioning.credential.ShownName;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresCredentials implements Credentials {

    /** Shared with other readers; a deletion that comes at this moment waits, and then finds the new credential. */
    private static final String STILL_THERE =
            " from known_device where id = :device and workspace = :workspace and not deleted for share";

    /** Whoever holds a device changes it, or fails: its row has the first change's revision at once. */
    private static final String BEGIN = "insert into device_trust (device, workspace, revision) select id, workspace, 1"
            + STILL_THERE + " on conflict (device) do nothing";

    private static final String NEWEST_FIRST = "workspace = ?1 and device = ?2 order by id desc";
    private static final String VALID =
            "workspace = ?1 and device = ?2 and revokedAt is null and (expiresAt is null or expiresAt > ?3)"
                    + " order by id desc";
    private static final String NAMED = "username = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2)";
    /** A client id is the device's id. */
    private static final String OF_CLIENT =
            "device = ?1 and clientId = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2)"
                    + " order by id desc";

    private static final String PRUNE =
            """
            delete from credential where id in (
                select id from credential
                where device = :device and (revoked_at is not null or expires_at <= :now)
                order by id desc offset :kept)
            """;
    private static final String USED =
            """
            update credential set last_used = greatest(last_used, latest.at)
            from (
                select device, id, max(at) as at
                from unnest($1::text[], $2::text[], $3::timestamptz[]) as use (device, id, at) group by device, id) as latest
            where credential.id = latest.id and credential.device = latest.device
            """;

    private static final String HOLDERS =
            """
            select distinct workspace, device from credential
            where username = $1 and ($2::text is null or workspace = $2) limit 2
            """;

    private static final String MEANT =
            """
            select workspace, id as device from known_device
            where not deleted and ($3::text is null or workspace = $3)
                and ((md5(device_id) in (select md5(named) from unnest($1::text[]) as named) and device_id = any($1))
                    or (id = any($2) and workspace || '_' || id = $4))
            limit 2
            """;

    private final Pool pool;

    PostgresCredentials(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<DeviceCredentials> hold(String workspace, String device, Instant now) {
        return Panache.getSession().chain(session -> session.createNativeQuery(BEGIN)
                .setParameter("device", device)
                .setParameter("workspace", workspace)
                .executeUpdate()
                .chain(begun -> begun == 1
                        ? Uni.createFrom().item(new DeviceCredentials(workspace, device, 0, List.of()))
                        : requireStillThere(session, workspace, device).chain(() -> holdIfAny(device, now))));
    }

    @Override
    public Uni<@Nullable DeviceCredentials> holdIfAny(String device, Instant now) {
        return DeviceTrustRow.<DeviceTrustRow>findById(device, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNotNull()
                .transformToUni(trust -> valid(trust.workspace, device, now)
                        .map(rows -> new DeviceCredentials(
                                trust.workspace,
                                device,
                                trust.revision,
                                rows.stream().map(CredentialRow::credential).toList())));
    }

    @Override
    public Uni<Void> keep(Change change, int keptEnded) {
        return change.after().revision() == 1 ? keepFirst(change) : keepNext(change, keptEnded);
    }

    private static Uni<Void> keepFirst(Change change) {
        return Panache.getSession()
                .chain(session -> session.persistAll(written(List.of(), change).toArray()));
    }

    private static Uni<Void> keepNext(Change change, int keptEnded) {
        DeviceCredentials after = change.after();
        return DeviceTrustRow.<DeviceTrustRow>findById(after.device())
                .invoke(trust -> trust.revision = after.revision())
                .chain(() -> valid(after.workspace(), after.device(), change.at()))
                .chain(rows -> Panache.getSession()
                        .call(session ->
                                session.persistAll(written(rows, change).toArray()))
                        .call(Mutiny.Session::flush)
                        .call(session -> prune(session, change, keptEnded)))
                .replaceWithVoid();
    }

    /** A change adds one credential at most, so after few changes there cannot be too many. */
    private static Uni<Integer> prune(Mutiny.Session session, Change change, int keptEnded) {
        if (change.after().revision() <= keptEnded) {
            return Uni.createFrom().item(0);
        }
        return session.createNativeQuery(PRUNE)
                .setParameter("device", change.after().device())
                .setParameter("now", change.at())
                .setParameter("kept", keptEnded)
                .executeUpdate();
    }

    @Override
    public Uni<Void> forget(String device) {
        return CredentialRow.delete("device", device)
                .chain(() -> DeviceTrustRow.delete("device", device))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<CredentialStory>> of(String workspace, String device) {
        return CredentialRow.<CredentialRow>list(NEWEST_FIRST, workspace, device)
                .map(rows -> rows.stream().map(CredentialRow::story).toList());
    }

    @Override
    public Uni<List<Held>> named(String username, Instant now) {
        return CredentialRow.<CredentialRow>list(NAMED, username, now).map(PostgresCredentials::held);
    }

    @Override
    public Uni<List<Held>> ofClient(String clientId, Instant now) {
        return CredentialRow.<CredentialRow>list(OF_CLIENT, clientId, now).map(PostgresCredentials::held);
    }

    private static List<Held> held(List<CredentialRow> rows) {
        return rows.stream()
                .map(row -> new Held(row.workspace, row.device, row.credential()))
                .toList();
    }

    @Override
    public Uni<@Nullable Holder> holder(String username, @Nullable String workspace) {
        return pool.preparedQuery(HOLDERS)
                .execute(Tuple.of(username, workspace))
                .map(rows -> rows.size() == 1 ? holder(rows.iterator().next()) : null);
    }

    @Override
    public Uni<@Nullable Holder> meant(ShownName name, @Nullable String workspace) {
        return pool.preparedQuery(MEANT)
                .execute(Tuple.of(
                        name.deviceIds().toArray(String[]::new),
                        name.ids().toArray(String[]::new),
                        workspace,
                        name.text()))
                .map(rows -> rows.size() == 1 ? holder(rows.iterator().next()) : null);
    }

    private static Holder holder(Row row) {
        return new Holder(row.getString("workspace"), row.getString("device"));
    }

    @Override
    public Uni<Void> used(Collection<Use> uses) {
        return pool.preparedQuery(USED)
                .execute(Tuple.of(
                        uses.stream().map(Use::device).toArray(String[]::new),
                        uses.stream().map(use -> use.id().text()).toArray(String[]::new),
                        uses.stream()
                                .map(use -> use.at().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    private static Uni<List<CredentialRow>> valid(String workspace, String device, Instant now) {
        return CredentialRow.list(VALID, workspace, device, now);
    }

    private static Uni<?> requireStillThere(Mutiny.Session session, String workspace, String device) {
        return session.createNativeQuery("select 1" + STILL_THERE, Integer.class)
                .setParameter("device", device)
                .setParameter("workspace", workspace)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> new DeviceUnknown(device));
    }

    /** The rows that are new; those that have changed are changed in place. */
    private static List<CredentialRow> written(List<CredentialRow> rows, Change change) {
        Map<String, CredentialRow> known = rows.stream().collect(Collectors.toMap(row -> row.id, Function.identity()));
        for (Credential revoked : change.revoked()) {
            known.get(revoked.id().text()).revokedAt = change.at();
        }
        List<CredentialRow> fresh = new ArrayList<>();
        for (Credential credential : change.after().credentials()) {
            CredentialRow row = known.get(credential.id().text());
            if (row == null) {
                fresh.add(CredentialRow.of(change.after(), credential));
            } else {
                row.expiresAt = credential.validity().expiresAt();
                row.verifier = credential.verifier();
            }
        }
        return fresh;
    }
}
