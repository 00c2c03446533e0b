package io.muster.provisioning.postgres;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.provisioning.credential.Credential;
import io.muster.provisioning.credential.CredentialId;
import io.muster.provisioning.credential.DeviceCredentials;
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

    @Nullable
    String username;

    @Column(name = "not_before")
    Instant notBefore;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    String[] subscribe;
    String[] publish;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    static CredentialRow of(DeviceCredentials owner, Credential credential) {
        CredentialRow row = new CredentialRow();
        row.id = credential.id().text();
        row.device = owner.device();
        row.workspace = owner.workspace();
        row.kind = credential.kind().name();
        row.verifier = credential.verifier();
        row.username = credential.username();
        row.notBefore = credential.notBefore();
        row.expiresAt = credential.expiresAt();
        row.subscribe = credential.topics().subscribe().toArray(String[]::new);
        row.publish = credential.topics().publish().toArray(String[]::new);
        row.createdBy = credential.createdBy();
        row.createdAt = credential.createdAt();
        return row;
    }

    Credential credential() {
        return new Credential(
                new CredentialId(id),
                Kind.valueOf(kind),
                verifier,
                username,
                notBefore,
                expiresAt,
                new Topics(List.of(subscribe), List.of(publish)),
                createdBy,
                createdAt);
    }
}
