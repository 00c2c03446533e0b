package io.muster.provisioning.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.provisioning.authority.Leaf;
import io.muster.provisioning.credential.Credential;
import io.muster.provisioning.credential.CredentialId;
import io.muster.provisioning.credential.CredentialStory;
import io.muster.provisioning.credential.DeviceCredentials;
import io.muster.provisioning.credential.Login;
import io.muster.provisioning.credential.Validity;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "credential")
class CredentialRow extends PanacheEntityBase {
    @Id
    String id;

    String device;
    String workspace;
    String kind;
    String verifier;

    @Column(name = "client_id")
    String clientId;

    @Nullable
    String username;

    @Column(name = "not_before")
    Instant notBefore;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "life_seconds")
    @Nullable
    Long lifeSeconds;

    String[] subscribe;
    String[] publish;

    @Nullable
    String authority;

    @Nullable
    String serial;

    @Column(name = "not_after")
    @Nullable
    Instant notAfter;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "last_used", insertable = false, updatable = false)
    @Nullable
    Instant lastUsed;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    static CredentialRow of(DeviceCredentials owner, Credential credential) {
        CredentialRow row = new CredentialRow();
        row.id = credential.id().text();
        row.device = owner.device();
        row.workspace = owner.workspace();
        row.kind = credential.kind().name();
        row.verifier = credential.verifier();
        row.clientId = credential.login().clientId();
        row.username = credential.login().username();
        row.subscribe = credential.topics().subscribe().toArray(String[]::new);
        row.publish = credential.topics().publish().toArray(String[]::new);
        row.createdBy = credential.createdBy();
        row.createdAt = credential.createdAt();
        row.take(credential.validity());
        row.take(credential.leaf());
        return row;
    }

    private void take(Validity validity) {
        notBefore = validity.notBefore();
        expiresAt = validity.expiresAt();
        lifeSeconds = validity.life() == null ? null : validity.life().toSeconds();
    }

    private void take(@Nullable Leaf leaf) {
        if (leaf != null) {
            authority = leaf.authority();
            serial = leaf.serial();
            notAfter = leaf.notAfter();
        }
    }

    Credential credential() {
        return new Credential(
                new CredentialId(id),
                Kind.valueOf(kind),
                verifier,
                new Login(clientId, username),
                new Validity(notBefore, expiresAt, lifeSeconds == null ? null : Duration.ofSeconds(lifeSeconds)),
                new Topics(List.of(subscribe), List.of(publish)),
                authority == null || serial == null || notAfter == null ? null : new Leaf(authority, serial, notAfter),
                createdBy,
                createdAt);
    }

    CredentialStory story() {
        return new CredentialStory(credential(), lastUsed, revokedAt);
    }
}
