package io.muster.registry.group;

import java.time.Instant;
import java.util.List;

import io.muster.events.GroupEvent.GroupSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A group of devices of a workspace.
 *
 * @param name unique in the workspace
 * @param members how many devices are in it
 * @param revision grows with every change of the group or its members; members' events carry it as well
 */
public record Group(
        GroupId id,
        String workspace,
        String name,
        @Nullable String description,
        List<String> tags,
        long members,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    public Group {
        tags = List.copyOf(tags);
    }

    static Group created(String workspace, GroupDraft draft, Instant at) {
        return new Group(GroupId.next(), workspace, draft.name(), draft.description(), draft.tags(), 0, 1, at, at);
    }

    /** Just created, with its first members. */
    Group startingWith(long first) {
        return new Group(id, workspace, name, description, tags, first, revision, createdAt, updatedAt);
    }

    /** After members came (positive) or left (negative). */
    Group changedBy(long difference, Instant at) {
        return new Group(id, workspace, name, description, tags, members + difference, revision + 1, createdAt, at);
    }

    /** How events tell of it. */
    GroupSnapshot snapshot() {
        return new GroupSnapshot(id.value(), workspace, name, description, tags, members, null, null);
    }
}
