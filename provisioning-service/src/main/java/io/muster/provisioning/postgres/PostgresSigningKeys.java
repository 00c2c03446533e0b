package io.muster.provisioning.postgres;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.provisioning.signing.PublicSigningKey;
import io.muster.provisioning.signing.SigningKey;
import io.muster.provisioning.signing.SigningKeys;
import io.muster.provisioning.vault.P256;
import io.muster.provisioning.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresSigningKeys implements SigningKeys {

    private static final String CURRENT = "select id, public_key, private_key from signing_key where current";
    private static final String ADD_FIRST =
            """
            insert into signing_key (id, public_key, private_key, current) values ($1, $2, $3, true)
            on conflict do nothing
            """;
    private static final String PUBLISHED = "select id, public_key from signing_key order by created_at, id";

    private final Pool pool;
    private final Vault vault;

    PostgresSigningKeys(Pool pool, Vault vault) {
        this.pool = pool;
        this.vault = vault;
    }

    @Override
    public Uni<@Nullable SigningKey> current() {
        return pool.query(CURRENT).execute().map(this::key);
    }

    @Override
    public Uni<Void> addFirst(SigningKey key) {
        byte[] sealed = vault.seal(purpose(key.id()), key.pair().getPrivate().getEncoded());
        return pool.preparedQuery(ADD_FIRST)
                .execute(Tuple.of(key.id(), Buffer.buffer(key.pair().getPublic().getEncoded()), Buffer.buffer(sealed)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<PublicSigningKey>> published() {
        return pool.query(PUBLISHED).execute().map(rows -> rows.stream()
                .map(row -> new PublicSigningKey(
                        row.getString("id"),
                        P256.publicKey(row.getBuffer("public_key").getBytes())))
                .toList());
    }

    private @Nullable SigningKey key(RowSet<Row> rows) {
        for (Row row : rows) {
            String id = row.getString("id");
            byte[] opened = vault.open(purpose(id), row.getBuffer("private_key").getBytes());
            return new SigningKey(id, P256.restore(row.getBuffer("public_key").getBytes(), opened));
        }
        return null;
    }

    private static String purpose(String id) {
        return "signing-key:" + id;
    }
}
