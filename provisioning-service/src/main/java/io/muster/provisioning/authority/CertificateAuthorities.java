package io.muster.provisioning.authority;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Gives each workspace its authority; the first one to ask has it made, and the next one before it grows too old. */
@ApplicationScoped
public class CertificateAuthorities {

    private final Authorities authorities;
    private final AuthoritySettings settings;

    CertificateAuthorities(Authorities authorities, AuthoritySettings settings) {
        if (settings.renewal().compareTo(settings.validity()) >= 0) {
            throw new IllegalStateException("muster.provisioning.authority.renewal must be less than"
                    + " muster.provisioning.authority.validity");
        }
        this.authorities = authorities;
        this.settings = settings;
    }

    /**
     * The authority of this workspace that signs now. Of two that were made at the same time, also by two replicas,
     * everybody gets the one that was stored first. What the ones before it have signed stays valid.
     *
     * @param notBefore when a new one begins
     */
    public Uni<CertificateAuthority> of(String workspace, Instant notBefore) {
        return authorities
                .current(workspace)
                .onItem()
                .ifNull()
                .switchTo(() -> first(workspace, notBefore))
                .chain(current -> renewed(current, notBefore));
    }

    /** The certificates of all of the workspace's authorities, the newest first. Fails if it has none yet. */
    public Uni<List<X509Certificate>> trusted(String workspace) {
        return authorities.all(workspace).map(all -> {
            if (all.isEmpty()) {
                throw new AuthorityUnknown();
            }
            return all.stream().map(CertificateAuthority::certificate).toList();
        });
    }

    private Uni<CertificateAuthority> first(String workspace, Instant notBefore) {
        return authorities.addFirst(create(workspace, notBefore)).chain(() -> authorities.current(workspace));
    }

    private Uni<CertificateAuthority> renewed(CertificateAuthority current, Instant now) {
        if (now.plus(settings.renewal()).isBefore(current.end())) {
            return Uni.createFrom().item(current);
        }
        return authorities
                .succeed(current, create(current.workspace(), now))
                .chain(() -> authorities.current(current.workspace()));
    }

    private CertificateAuthority create(String workspace, Instant notBefore) {
        return CertificateAuthority.create(workspace, notBefore, settings.validity());
    }
}
