package io.muster.provisioning.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.provisioning.newdevice.DevicePlan;
import io.muster.provisioning.newdevice.NewDeviceRequest;
import io.muster.provisioning.newdevice.RequestState;
import io.muster.provisioning.newdevice.RequestState.Accepted;
import io.muster.provisioning.newdevice.RequestState.Blocked;
import io.muster.provisioning.newdevice.RequestState.PendingAcceptance;
import io.muster.provisioning.newdevice.RequestState.WaitingForConnection;
import io.muster.provisioning.newdevice.TokenMark;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "new_device_request")
class NewDeviceRequestRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long number;

    String workspace;
    String id;

    @Nullable
    String type;

    @Nullable
    String name;

    String[] groups;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> metadata;

    String status;

    @Nullable
    String token;

    @Column(name = "wrong_tokens")
    int wrongTokens;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    static NewDeviceRequestRow of(NewDeviceRequest request) {
        NewDeviceRequestRow row = new NewDeviceRequestRow();
        row.workspace = request.workspace();
        row.id = request.id();
        row.take(request.plan());
        row.createdBy = request.createdBy();
        row.createdAt = request.createdAt();
        row.take(request.state());
        return row;
    }

    void take(DevicePlan plan) {
        type = plan.type();
        name = plan.name();
        groups = plan.groups().toArray(String[]::new);
        metadata = plan.metadata();
    }

    void take(RequestState state) {
        status = state.status();
        token = null;
        wrongTokens = 0;
        if (state instanceof PendingAcceptance pending) {
            token = pending.token().map(TokenMark::text).orElse(null);
            wrongTokens = pending.wrongTokens();
        } else if (state instanceof Accepted accepted) {
            token = accepted.token().map(TokenMark::text).orElse(null);
            wrongTokens = accepted.wrongTokens();
        }
    }

    NewDeviceRequest request() {
        return new NewDeviceRequest(
                workspace, id, new DevicePlan(type, name, List.of(groups), metadata), state(), createdBy, createdAt);
    }

    private RequestState state() {
        Optional<TokenMark> mark = Optional.ofNullable(token).map(TokenMark::new);
        return switch (status) {
            case "WAITING_FOR_CONNECTION" -> new WaitingForConnection();
            case "PENDING_ACCEPTANCE" -> new PendingAcceptance(mark, wrongTokens);
            case "ACCEPTED" -> new Accepted(mark, wrongTokens);
            case "BLOCKED" -> new Blocked();
            default -> throw new IllegalStateException("Unknown status " + status);
        };
    }
}
