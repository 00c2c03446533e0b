package io.muster.registry.group;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.outbox.Outbox;
import io.muster.registry.device.DeviceBelongings;
import io.muster.registry.device.DeviceId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Takes a device that ends out of its groups. */
@ApplicationScoped
class Memberships implements DeviceBelongings {

    private final Groups groups;
    private final Members members;
    private final MemberRoll roll;
    private final Outbox outbox;

    Memberships(Groups groups, Members members, MemberRoll roll, Outbox outbox) {
        this.groups = groups;
        this.members = members;
        this.roll = roll;
        this.outbox = outbox;
    }

    @Override
    public String kind() {
        return "groupMemberships";
    }

    @Override
    public Uni<Long> removeOf(DeviceId device) {
        return groups.lockGroupsOf(device).chain(joined -> Multi.createFrom()
                .iterable(joined)
                .onItem()
                .transformToUniAndConcatenate(group -> leave(group, device))
                .collect()
                .last()
                .replaceWith((long) joined.size()));
    }

    /** Of a group that has ended nothing more is said than who left it. */
    private Uni<Void> leave(Group group, DeviceId device) {
        return members.remove(group, List.of(device))
                .chain(removed -> group.ended()
                        ? outbox.append(MemberRoll.removed(group, removed))
                        : roll.say(group, Set.of(), removed).replaceWithVoid());
    }
}
