package io.muster.provisioning.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.provisioning.enrollment.EnrollmentPassword;
import io.muster.provisioning.enrollment.EnrollmentPasswords;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresEnrollmentPasswords implements EnrollmentPasswords {

    private static final String PUT =
            """
            insert into enrollment_password (id, device, workspace, device_id, verifier, expires_at)
            values (:id, :device, :workspace, :deviceId, :verifier, :expiresAt)
            on conflict (device) do update set
                id = excluded.id, verifier = excluded.verifier, tries = 0, expires_at = excluded.expires_at,
                claimed_until = excluded.claimed_until
            """;

    /** Only a name without a workspace finds more than one, and nobody would try many. */
    private static final String TRY =
            """
            update enrollment_password set tries = tries + 1 where id in (
                select id from enrollment_password
                where md5(device_id) = md5($1) and device_id = $1 and ($2::text is null or workspace = $2)
                    and tries < $3 and expires_at > now()
                order by id limit 4 for update)
            returning id, device, workspace, device_id, verifier
            """;

    private static final String CLAIM =
            """
            update enrollment_password set claimed_until = now() + $1 * interval '1 second' where id = (
                select id from enrollment_password where verifier not like 'argon2id:%' and claimed_until < now()
                limit 1 for update skip locked)
            returning id, device, workspace, device_id, verifier
            """;

    private static final String HARDEN = "update enrollment_password set verifier = $2 where id = $1";
    private static final String REMOVE = "delete from enrollment_password where id = :id";
    private static final String FORGET = "delete from enrollment_password where device = $1";

    private final Pool pool;

    PostgresEnrollmentPasswords(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> put(EnrollmentPassword password, Instant expiresAt) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PUT)
                        .setParameter("id", password.id())
                        .setParameter("device", password.device())
                        .setParameter("workspace", password.workspace())
                        .setParameter("deviceId", password.deviceId())
                        .setParameter("verifier", password.verifier())
                        .setParameter("expiresAt", expiresAt)
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<EnrollmentPassword>> tried(Optional<String> workspace, String deviceId, int maxTries) {
        return pool.preparedQuery(TRY)
                .execute(Tuple.of(deviceId, workspace.orElse(null), maxTries))
                .map(PostgresEnrollmentPasswords::passwords);
    }

    @Override
    public Uni<Boolean> remove(String id) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(REMOVE).setParameter("id", id).executeUpdate())
                .map(removed -> removed == 1);
    }

    @Override
    public Uni<Void> forget(String device) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(device)).replaceWithVoid();
    }

    @Override
    public Uni<@Nullable EnrollmentPassword> claim(Duration claim) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of((double) claim.toSeconds()))
                .map(rows -> passwords(rows).stream().findFirst().orElse(null));
    }

    @Override
    public Uni<Void> harden(String id, String verifier) {
        return pool.preparedQuery(HARDEN).execute(Tuple.of(id, verifier)).replaceWithVoid();
    }

    private static List<EnrollmentPassword> passwords(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new EnrollmentPassword(
                        row.getString("id"),
                        row.getString("device"),
                        row.getString("workspace"),
                        row.getString("device_id"),
                        row.getString("verifier")))
                .toList();
    }
}
