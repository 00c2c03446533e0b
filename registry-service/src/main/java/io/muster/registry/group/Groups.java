package io.muster.registry.group;

import java.util.List;

import io.muster.kit.paging.Page;
import io.muster.registry.device.DeviceId;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * The groups there are; {@link GroupTree} says how they are nested. Whoever locks more than one kind of thing locks
 * devices first, then the tree, then groups, and each in the order of their ids, so that nobody waits in a circle. A
 * group that has ended is found by nobody but those whose business its end is.
 */
public interface Groups {

    /** Fails with {@link GroupRefusal.GroupUnknown} if the workspace has no such group. */
    Uni<Group> require(String workspace, GroupId id);

    /** By name. */
    Uni<Page<Group>> page(GroupQuery query);

    /** The group and all that are inside of it, locked; fails as {@link #require} does. */
    Uni<List<Group>> lockSubtree(String workspace, GroupId id);

    Uni<Void> add(Group group);

    /** The group, which nobody else can change until the transaction ends; fails as {@link #require} does. */
    Uni<Group> lock(String workspace, GroupId id);

    /** As {@link #lock}, but null if it is gone. */
    Uni<@Nullable Group> lockIfThere(String workspace, GroupId id);

    /** All groups that a locked device is in, also those that have ended, locked. It comes into no other one then. */
    Uni<List<Group>> lockGroupsOf(DeviceId device);

    /** A group that has ended and that nobody else is clearing at the moment, locked; null if there is none. */
    Uni<@Nullable Group> lockEnded();

    /** Keeps the new state of a locked group. */
    Uni<Void> save(Group group);

    /** Ends locked groups: each gets the next revision. */
    Uni<Void> end(List<Group> groups);

    /** Removes a locked group that has ended. */
    Uni<Void> remove(Group group);
}
