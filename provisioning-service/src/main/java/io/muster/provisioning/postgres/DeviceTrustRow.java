package io.muster.provisioning.postgres;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;

@Entity
@Table(name = "device_trust")
class DeviceTrustRow extends PanacheEntityBase {
    @Id
    String device;

    String workspace;
    long revision;
}
