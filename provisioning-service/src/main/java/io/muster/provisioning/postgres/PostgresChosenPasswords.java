package io.muster.provisioning.postgres;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.credential.ChosenPasswords;
import io.muster.provisioning.credential.CredentialId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresChosenPasswords implements ChosenPasswords {

    private static final String ADD =
            "insert into chosen_password (credential, device, workspace) values (:credential, :device, :workspace)";
    private static final String CLAIM =
            """
            update chosen_password as waiting set claimed_until = now() + $1 * interval '1 second'
            from credential
            where credential.id = waiting.credential and waiting.credential = (
                select credential from chosen_password where claimed_until < now()
                order by credential limit 1 for update skip locked)
            returning waiting.workspace, waiting.device, waiting.credential, credential.verifier
            """;
    private static final String REMOVE = "delete from chosen_password where credential = :credential";

    private final Pool pool;

    PostgresChosenPasswords(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> add(KnownDevice device, CredentialId credential) {
        return Panache.getSession()
                .call(session -> session.flush())
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter("credential", credential.text())
                        .setParameter("device", device.id())
                        .setParameter("workspace", device.workspace())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<@Nullable Waiting> claim(Duration claim) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of((double) claim.toSeconds()))
                .map(PostgresChosenPasswords::first);
    }

    @Override
    public Uni<Void> remove(CredentialId credential) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMOVE)
                        .setParameter("credential", credential.text())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static @Nullable Waiting first(RowSet<Row> rows) {
        for (Row row : rows) {
            return new Waiting(
                    row.getString("workspace"),
                    row.getString("device"),
                    new CredentialId(row.getString("credential")),
                    row.getString("verifier"));
        }
        return null;
    }
}
