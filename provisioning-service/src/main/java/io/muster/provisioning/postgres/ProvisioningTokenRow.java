package io.muster.provisioning.postgres;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.provisioning.provisioningtoken.ProvisioningToken;
import io.muster.provisioning.provisioningtoken.ProvisioningToken.Scope;
import io.muster.provisioning.provisioningtoken.TokenState;
import io.muster.provisioning.provisioningtoken.TokenState.Claimed;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "provisioning_token")
class ProvisioningTokenRow extends PanacheEntityBase {
    @Id
    String id;

    String workspace;
    String verifier;

    @Column(name = "device_id")
    @Nullable
    String deviceId;

    @Nullable
    String type;

    @Column(name = "group_path")
    @Nullable
    String groupPath;

    String state;

    @Column(name = "claimed_by")
    @Nullable
    String claimedBy;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    static ProvisioningTokenRow of(ProvisioningToken token) {
        ProvisioningTokenRow row = new ProvisioningTokenRow();
        row.id = token.id();
        row.workspace = token.workspace();
        row.verifier = token.verifier();
        row.deviceId = token.scope().deviceId();
        row.type = token.scope().type();
        row.groupPath = token.scope().group();
        row.expiresAt = token.expiresAt();
        row.createdBy = token.createdBy();
        row.createdAt = token.createdAt();
        row.take(token);
        return row;
    }

    void take(ProvisioningToken changed) {
        state = changed.state().word();
        claimedBy = changed.state() instanceof Claimed claimed ? claimed.deviceId() : null;
        changedAt = changed.changedAt();
    }

    ProvisioningToken token() {
        return new ProvisioningToken(
                id,
                workspace,
                verifier,
                new Scope(deviceId, type, groupPath),
                state(),
                changedAt,
                expiresAt,
                createdBy,
                createdAt);
    }

    private TokenState state() {
        return switch (state) {
            case "open" -> new TokenState.Open();
            case "pending" -> new TokenState.Pending(claimedBy);
            case "approved" -> new TokenState.Approved(claimedBy);
            case "rejected" -> new TokenState.Rejected(claimedBy);
            case "used" -> new TokenState.Used(claimedBy);
            default -> throw new IllegalStateException("Not a state of a token: " + state);
        };
    }
}
