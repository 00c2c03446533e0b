package io.muster.registry.postgres;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.registry.group.Group;
import io.muster.registry.group.GroupId;
import io.muster.registry.group.GroupProfile;
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
    String parent;
    String query;
    long members;
    long version;
    long revision;

    @Column(updatable = false)
    boolean ended;

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
        GroupProfile profile = group.profile();
        name = profile.name();
        description = profile.description();
        tags = profile.tags().toArray(String[]::new);
        parent = profile.parent() == null ? null : profile.parent().value();
        query = profile.query();
        members = group.members();
        version = group.version();
        revision = group.revision();
        updatedAt = group.updatedAt();
    }

    Group group() {
        return new Group(
                new GroupId(id),
                workspace,
                new GroupProfile(name, description, List.of(tags), parent == null ? null : new GroupId(parent), query),
                members,
                version,
                revision,
                ended,
                createdAt,
                updatedAt);
    }
}
