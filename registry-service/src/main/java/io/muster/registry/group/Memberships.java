package io.muster.registry.group;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceBelongings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Takes a device that ends out of its groups. */
@ApplicationScoped
class Memberships implements DeviceBelongings {

    private final Groups groups;
    private final GroupDirectory directory;

    Memberships(Groups groups, GroupDirectory directory) {
        this.groups = groups;
        this.directory = directory;
    }

    @Override
    public String kind() {
        return "groupMemberships";
    }

    @Override
    public Uni<Long> removeOf(Device device) {
        return groups.lockGroupsOf(device.id()).chain(joined -> Multi.createFrom()
                .iterable(joined)
                .onItem()
                .transformToUniAndConcatenate(group -> leave(group, device))
                .collect()
                .last()
                .replaceWith((long) joined.size()));
    }

    private Uni<Void> leave(Group group, Device device) {
        return groups.removeMember(group, device.id()).chain(() -> directory.sayRemoved(group, device.id()));
    }
}
