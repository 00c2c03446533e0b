package io.muster.kit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;

/** What the service that is nothing but the kit keeps. */
@Entity
@Table(name = "note")
class NoteRow extends PanacheEntityBase {
    @Id
    String id;

    String device;
    String text;
    long revision;
}
