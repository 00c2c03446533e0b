package io.muster.provisioning.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.provisioning.vault.P256;
import io.smallrye.mutiny.Uni;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Which certificates ended before they say themselves, for those who are not told by events (RFC 5280). */
@ApplicationScoped
public class RevocationLists {

    private static final int HEX = 16;

    private final Authorities authorities;
    private final RevokedCertificates revoked;
    private final AuthoritySettings settings;
    private final Clock clock = Clock.systemUTC();

    RevocationLists(Authorities authorities, RevokedCertificates revoked, AuthoritySettings settings) {
        this.authorities = authorities;
        this.revoked = revoked;
        this.settings = settings;
    }

    /** The list, in DER, of the authority that signs now. Fails with {@link AuthorityUnknown} if there is none yet. */
    public Uni<byte[]> current(String workspace) {
        return authorities.current(workspace).chain(this::list);
    }

    /** The list of any of the workspace's authorities, also of an earlier one. */
    public Uni<byte[]> of(String workspace, String authority) {
        return authorities.find(workspace, authority).chain(this::list);
    }

    private Uni<byte[]> list(@Nullable CertificateAuthority authority) {
        if (authority == null) {
            return Uni.createFrom().failure(new AuthorityUnknown());
        }
        Instant now = clock.instant();
        return revoked.of(authority.workspace(), authority.id(), now, settings.crlEntries())
                .map(withdrawals -> signed(authority, withdrawals, now));
    }

    private byte[] signed(CertificateAuthority authority, List<Withdrawal> withdrawals, Instant now) {
        X509v2CRLBuilder list = new JcaX509v2CRLBuilder(authority.certificate(), Date.from(now))
                .setNextUpdate(Date.from(now.plus(settings.crlValidity())));
        withdrawals.forEach(withdrawal -> list.addCRLEntry(
                new BigInteger(withdrawal.leaf().serial(), HEX),
                Date.from(withdrawal.at()),
                CRLReason.cessationOfOperation));
        try {
            return list.addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.certificate()))
                    .addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.toEpochMilli())))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(P256.provider())
                            .build(authority.pair().getPrivate()))
                    .getEncoded();
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("Revocation list of " + authority + " cannot be made", e);
        }
    }
}
