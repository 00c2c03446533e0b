package io.muster.provisioning.postgres;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.provisioning.authority.Authorities;
import io.muster.provisioning.authority.CertificateAuthority;
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
class PostgresAuthorities implements Authorities {

    private static final String FIND =
            "select workspace, certificate, private_key from certificate_authority where workspace = $1";
    private static final String ADD_FIRST =
            """
            insert into certificate_authority (workspace, certificate, private_key) values ($1, $2, $3)
            on conflict (workspace) do nothing
            """;

    private final Pool pool;
    private final Vault vault;

    PostgresAuthorities(Pool pool, Vault vault) {
        this.pool = pool;
        this.vault = vault;
    }

    @Override
    public Uni<@Nullable CertificateAuthority> find(String workspace) {
        return pool.preparedQuery(FIND).execute(Tuple.of(workspace)).map(this::authority);
    }

    @Override
    public Uni<Void> addFirst(CertificateAuthority authority) {
        try {
            byte[] sealed = vault.seal(
                    purpose(authority.workspace()),
                    authority.pair().getPrivate().getEncoded());
            return pool.preparedQuery(ADD_FIRST)
                    .execute(Tuple.of(
                            authority.workspace(),
                            Buffer.buffer(authority.certificate().getEncoded()),
                            Buffer.buffer(sealed)))
                    .replaceWithVoid();
        } catch (GeneralSecurityException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private @Nullable CertificateAuthority authority(RowSet<Row> rows) {
        for (Row row : rows) {
            String workspace = row.getString("workspace");
            X509Certificate certificate =
                    certificate(row.getBuffer("certificate").getBytes());
            byte[] opened =
                    vault.open(purpose(workspace), row.getBuffer("private_key").getBytes());
            return new CertificateAuthority(
                    workspace,
                    certificate,
                    P256.restore(certificate.getPublicKey().getEncoded(), opened));
        }
        return null;
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
