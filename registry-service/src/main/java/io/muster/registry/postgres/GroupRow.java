package io.muster.registry.postgres;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.registry.group.Group;
import io.muster.registry.group.GroupId;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "device_group")
@NullUnmarked
class GroupRow {

    @Id
    String id;

    @Column(updatable = false)
    String workspace;

    String name;
    String description;
    String[] tags;
    long members;
    long revision;

    @Column(updatable = false)
    Instant createdAt;

    Instant updatedAt;

    static GroupRow of(Group group) {
        GroupRow row = new GroupRow();
        row.id = group.id().value();
        row.workspace = group.workspace();
        row.createdAt = group.createdAt();
        row.take(group);
        return row;
    }

    void take(Group group) {
        name = group.name();
        description = group.description();
        tags = group.tags().toArray(String[]::new);
        members = group.members();
        revision = group.revision();
        updatedAt = group.updatedAt();
    }

    Group group() {
        return new Group(
                new GroupId(id), workspace, name, description, List.of(tags), members, revision, createdAt, updatedAt);
    }
}
