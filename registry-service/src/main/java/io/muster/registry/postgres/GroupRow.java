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
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

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

    static @Nullable Group groupOf(@Nullable GroupRow row) {
        return row == null ? null : row.group();
    }

    /** A row that was read past the ORM. */
    static Group read(Row row) {
        String parent = row.getString("parent");
        return new Group(
                new GroupId(row.getString("id")),
                row.getString("workspace"),
                new GroupProfile(
                        row.getString("name"),
                        row.getString("description"),
                        List.of(row.getArrayOfStrings("tags")),
                        parent == null ? null : new GroupId(parent),
                        row.getString("query")),
                row.getLong("members"),
                row.getLong("version"),
                row.getLong("revision"),
                row.getBoolean("ended"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
