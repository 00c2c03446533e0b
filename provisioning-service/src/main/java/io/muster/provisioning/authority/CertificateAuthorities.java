package io.muster.provisioning.authority;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Gives each workspace its authority; the first one to ask has it made. */
@ApplicationScoped
public class CertificateAuthorities {

    private final Authorities authorities;
    private final AuthoritySettings settings;

    CertificateAuthorities(Authorities authorities, AuthoritySettings settings) {
        this.authorities = authorities;
        this.settings = settings;
    }

    /**
     * The authority of this workspace. Of two that were made at the same time, also by two replicas, everybody gets the
     * one that was stored first.
     *
     * @param notBefore when a new one begins
     */
    public Uni<CertificateAuthority> of(String workspace, Instant notBefore) {
        return authorities.find(workspace).onItem().ifNull().switchTo(() -> create(workspace, notBefore));
    }

    private Uni<CertificateAuthority> create(String workspace, Instant notBefore) {
        return authorities
                .addFirst(CertificateAuthority.create(workspace, notBefore, settings.validity()))
                .chain(() -> authorities.find(workspace));
    }
}
