package io.muster.provisioning.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

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
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresSigningKeys implements SigningKeys {

    private static final long LOCK = 0x6d757374_6b657973L;
    private static final String CURRENT =
            """
            select id, public_key, private_key from signing_key
            where signs_from <= now() order by signs_from desc, id limit 1
            """;
    private static final String NEWEST = "select max(signs_from) as newest from signing_key";
    private static final String ADD =
            """
            insert into signing_key (id, public_key, private_key, signs_from)
            select $1, $2, $3, $4
            where (select max(signs_from) from signing_key) is not distinct from cast($5 as timestamptz)
            on conflict do nothing
            """;
    private static final String PUBLISHED =
            """
            select id, public_key from (
                select id, public_key, signs_from, lead(signs_from) over (order by signs_from, id desc) as signs_until
                from signing_key) key
            where signs_until is null or signs_until > now() - make_interval(secs => $1)
                or exists (
                    select 1 from credential
                    where kind = 'TOKEN' and revoked_at is null and (expires_at is null or expires_at > now())
                        and created_at between signs_from - interval '1 minute' and signs_until + interval '1 minute')
            order by signs_from, id
            """;

    private final Pool pool;
    private final Vault vault;

    PostgresSigningKeys(Pool pool, Vault vault) {
        this.pool = pool;
        this.vault = vault;
    }

    @Override
    public Uni<@Nullable SigningKey> current() {
        return pool.preparedQuery(CURRENT).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(this::key)
                .findFirst()
                .orElse(null));
    }

    @Override
    public Uni<@Nullable Instant> newest() {
        return pool.query(NEWEST).execute().map(rows -> {
            OffsetDateTime newest = rows.iterator().next().getOffsetDateTime("newest");
            return newest == null ? null : newest.toInstant();
        });
    }

    @Override
    public Uni<Void> add(SigningKey key, Instant signsFrom, @Nullable Instant newest) {
        byte[] sealed = vault.seal(purpose(key.id()), key.pair().getPrivate().getEncoded());
        Tuple values = Tuple.of(key.id(), Buffer.buffer(key.pair().getPublic().getEncoded()), Buffer.buffer(sealed))
                .addValue(signsFrom.atOffset(ZoneOffset.UTC))
                .addValue(newest == null ? null : newest.atOffset(ZoneOffset.UTC));
        return pool.withTransaction(transaction -> transaction
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .chain(() -> transaction.preparedQuery(ADD).execute(values))
                .replaceWithVoid());
    }

    @Override
    public Uni<List<PublicSigningKey>> published(Duration overlap) {
        return pool.preparedQuery(PUBLISHED)
                .execute(Tuple.of((double) overlap.toSeconds()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new PublicSigningKey(
                                row.getString("id"),
                                P256.publicKey(row.getBuffer("public_key").getBytes())))
                        .toList());
    }

    private SigningKey key(Row row) {
        String id = row.getString("id");
        byte[] opened = vault.open(purpose(id), row.getBuffer("private_key").getBytes());
        return new SigningKey(id, P256.restore(row.getBuffer("public_key").getBytes(), opened));
    }

    private static String purpose(String id) {
        return "signing-key:" + id;
    }
}
