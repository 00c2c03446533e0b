package io.muster.registry.group;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.registry.device.DeviceId;
import io.smallrye.mutiny.Uni;

/**
 * The groups there are and who is in them. Whoever locks both locks devices before groups, and each in the order of
 * their ids, so that nobody waits in a circle.
 */
public interface Groups {

    /** Fails with {@link GroupRefusal.GroupUnknown} if the workspace has no such group. */
    Uni<Group> require(String workspace, GroupId id);

    /** The groups of a workspace by name. */
    Uni<Page<Group>> page(String workspace, PageRequest page);

    /** Fails with {@link GroupRefusal.GroupNameTaken} if the workspace has a group of this name. */
    Uni<Void> add(Group group);

    /** The group, which nobody else can change until the transaction ends; fails as {@link #require} does. */
    Uni<Group> lock(String workspace, GroupId id);

    /** All groups that a device is in, locked. */
    Uni<List<Group>> lockGroupsOf(DeviceId device);

    /** Keeps the new state of a locked group. */
    Uni<Void> save(Group group);

    /** Removes a locked group with its memberships. */
    Uni<Void> remove(Group group);

    /**
     * The devices of the workspace among those named, by their name, kept from being deleted until the transaction
     * ends.
     */
    Uni<Map<String, DeviceId>> holdDevices(String workspace, Collection<String> references);

    /** Everybody in a locked group. */
    Uni<List<DeviceId>> members(Group group);

    /** Adds devices to a locked group and answers those that were not in it before. */
    Uni<Set<DeviceId>> addMembers(Group group, Collection<DeviceId> devices);

    /** Removes a device from a locked group; false if it was not in it. */
    Uni<Boolean> removeMember(Group group, DeviceId device);
}
