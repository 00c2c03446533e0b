package io.muster.command.postgres;

import java.io.Serializable;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.muster.command.catalogue.CommandType;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import org.hibernate.annotations.Immutable;

/** Only read as an entity: it is written with one statement, whether it was there or not. */
@Entity
@Immutable
@Table(name = "command_type")
class CommandTypeRow extends PanacheEntityBase {

    @Embeddable
    record Key(String workspace, String type, String command) implements Serializable {}

    @EmbeddedId
    Key key;

    String schema;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    String updatedBy;

    CommandType commandType() {
        return new CommandType(key.workspace(), key.type(), key.command(), schema, updatedAt, updatedBy);
    }
}
