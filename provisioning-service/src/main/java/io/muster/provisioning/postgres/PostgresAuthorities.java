package io.muster.provisioning.postgres;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.muster.provisioning.authority.Authorities;
import io.muster.provisioning.authority.CertificateAuthority;
import io.muster.provisioning.vault.P256;
import io.muster.provisioning.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresAuthorities implements Authorities {

    private static final String SELECT =
            "select workspace, id, certificate, private_key from certificate_authority where workspace = $1";
    private static final String CURRENT = SELECT + " and current";
    private static final String FIND = SELECT + " and id = $2";
    private static final String ALL = SELECT + " order by current desc, created_at desc";
    private static final String ADD =
            """
            insert into certificate_authority (workspace, id, certificate, private_key, current)
            values ($1, $2, $3, $4, true)
            on conflict do nothing
            """;
    private static final String RETIRE =
            "update certificate_authority set current = false where workspace = $1 and id = $2 and current";

    private static final Duration OPENED = Duration.ofMinutes(1);

    private final Pool pool;
    private final Vault vault;
    /** What was opened of the rows that are read: the same sealed key is the same authority. */
    private final Cache<ByteBuffer, CertificateAuthority> opened =
            Caffeine.newBuilder().maximumSize(100).expireAfterAccess(OPENED).build();

    PostgresAuthorities(Pool pool, Vault vault) {
        this.pool = pool;
        this.vault = vault;
    }

    @Override
    public Uni<@Nullable CertificateAuthority> current(String workspace) {
        return pool.preparedQuery(CURRENT).execute(Tuple.of(workspace)).map(this::first);
    }

    @Override
    public Uni<@Nullable CertificateAuthority> find(String workspace, String id) {
        return pool.preparedQuery(FIND).execute(Tuple.of(workspace, id)).map(this::first);
    }

    @Override
    public Uni<List<CertificateAuthority>> all(String workspace) {
        return pool.preparedQuery(ALL).execute(Tuple.of(workspace)).map(this::authorities);
    }

    @Override
    public Uni<Void> addFirst(CertificateAuthority authority) {
        return add(pool, authority);
    }

    @Override
    public Uni<Void> succeed(CertificateAuthority current, CertificateAuthority next) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(RETIRE)
                .execute(Tuple.of(current.workspace(), current.id()))
                .chain(retired -> retired.rowCount() == 0 ? Uni.createFrom().voidItem() : add(transaction, next)));
    }

    private Uni<Void> add(SqlClient client, CertificateAuthority authority) {
        try {
            byte[] sealed = vault.seal(
                    purpose(authority.workspace()),
                    authority.pair().getPrivate().getEncoded());
            return client.preparedQuery(ADD)
                    .execute(Tuple.of(
                            authority.workspace(),
                            authority.id(),
                            Buffer.buffer(authority.certificate().getEncoded()),
                            Buffer.buffer(sealed)))
                    .replaceWithVoid();
        } catch (GeneralSecurityException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private @Nullable CertificateAuthority first(RowSet<Row> rows) {
        return authorities(rows).stream().findFirst().orElse(null);
    }

    private List<CertificateAuthority> authorities(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> opened.get(
                        ByteBuffer.wrap(row.getBuffer("private_key").getBytes()), closed -> authority(row, closed)))
                .toList();
    }

    private CertificateAuthority authority(Row row, ByteBuffer closed) {
        String workspace = row.getString("workspace");
        X509Certificate certificate = certificate(row.getBuffer("certificate").getBytes());
        byte[] privateKey = vault.open(purpose(workspace), closed.array());
        return new CertificateAuthority(
                workspace,
                row.getString("id"),
                certificate,
                P256.restore(certificate.getPublicKey().getEncoded(), privateKey));
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored certificate cannot be read", e);
        }
    }

    private static String purpose(String workspace) {
        return "certificate-authority:" + workspace;
    }
}
