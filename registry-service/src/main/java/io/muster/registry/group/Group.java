package io.muster.registry.group;

import java.time.Instant;

import io.muster.events.GroupEvent.GroupSnapshot;

/**
 * A group of devices of a workspace.
 *
 * @param members how many devices are in it; those of the groups inside of it do not count
 * @param version grows with every change of the profile
 * @param revision grows with every change of the group or its members; members' events carry it as well
 * @param ended whether it has been deleted and only its last members have not left yet
 */
public record Group(
        GroupId id,
        String workspace,
        GroupProfile profile,
        long members,
        long version,
        long revision,
        boolean ended,
        Instant createdAt,
        Instant updatedAt) {

    static Group created(String workspace, GroupProfile profile, Instant at) {
        return new Group(GroupId.next(), workspace, profile, 0, 1, 1, false, at, at);
    }

    /** Whether a query says who is in it. */
    public boolean isDynamic() {
        return profile.query() != null;
    }

    /** Just created, with its first members. */
    Group startingWith(long first) {
        return new Group(id, workspace, profile, first, version, revision, ended, createdAt, updatedAt);
    }

    /** After members came (positive) or left (negative). */
    Group changedBy(long difference, Instant at) {
        return new Group(id, workspace, profile, members + difference, version, revision + 1, ended, createdAt, at);
    }

    Group with(GroupProfile changed, Instant at) {
        return new Group(id, workspace, changed, members, version + 1, revision + 1, ended, createdAt, at);
    }

    /** How events tell of it. */
    GroupSnapshot snapshot() {
        return new GroupSnapshot(
                id.value(),
                workspace,
                profile.name(),
                profile.description(),
                profile.tags(),
                members,
                profile.parent() == null ? null : profile.parent().value(),
                profile.query());
    }
}
