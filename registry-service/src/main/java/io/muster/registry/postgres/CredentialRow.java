package io.muster.registry.postgres;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.registry.credential.DeviceCredential;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "device_credential")
@NullUnmarked
class CredentialRow {

    @Id
    String device;

    long revision;
    String type;
    String clientId;
    String username;
    String certificate;
    Instant expiresAt;
    String[] subscribe = {};
    String[] publish = {};

    /** @param credential null for a device that has none any more */
    static CredentialRow of(String device, long revision, DeviceCredential credential) {
        CredentialRow row = new CredentialRow();
        row.device = device;
        row.revision = revision;
        if (credential != null) {
            row.type = credential.type();
            row.clientId = credential.clientId();
            row.username = credential.username();
            row.certificate = credential.certificate();
            row.expiresAt = credential.expiresAt();
            row.subscribe = credential.subscribe().toArray(String[]::new);
            row.publish = credential.publish().toArray(String[]::new);
        }
        return row;
    }
}
