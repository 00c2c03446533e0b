package io.muster.provisioning.postgres;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.provisioning.serial.Serial;
import io.muster.provisioning.serial.SerialPolicy;
import io.muster.provisioning.serial.Terms;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "serial")
class SerialRow extends PanacheEntityBase {
    @Id
    String serial;

    String workspace;

    @Nullable
    String batch;

    @Nullable
    String type;

    @Column(name = "group_path")
    @Nullable
    String groupPath;

    String policy;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Nullable
    String device;

    long registrations;

    @Column(name = "registered_at")
    @Nullable
    Instant registeredAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    void take(Serial registered) {
        device = registered.device();
        registrations = registered.registrations();
        registeredAt = registered.registeredAt();
    }

    Serial serial() {
        return new Serial(
                serial,
                workspace,
                batch,
                new Terms(type, groupPath, expiresAt, SerialPolicy.named(policy).orElseThrow()),
                device,
                registrations,
                registeredAt,
                createdBy,
                createdAt);
    }
}
