package io.muster.registry.group;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.GroupEvent.GroupUpdated;
import io.muster.events.LifecycleEvent;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.MembershipEvent.MemberRemoved;
import io.muster.kit.outbox.Outbox;
import io.muster.registry.device.DeviceId;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Where devices are sorted into groups. Every change of who is in a group is said twice: of the member on {@code
 * group-members}, and of the group on {@code device-groups} with how many members it has now.
 */
@ApplicationScoped
public class GroupDirectory {

    private final Groups groups;
    private final GroupRules rules;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    GroupDirectory(Groups groups, GroupRules rules, Outbox outbox) {
        this.groups = groups;
        this.rules = rules;
        this.outbox = outbox;
    }

    /** A new group with those of the devices that exist. */
    @WithTransaction
    public Uni<Admitted> create(String workspace, GroupDraft draft) {
        rules.check(draft);
        Group group = Group.created(workspace, draft, now());
        return groups.holdDevices(workspace, draft.devices()).chain(devices -> groups.add(group)
                .chain(() -> groups.addMembers(group, devices.values()))
                .chain(added -> sayCreated(group.startingWith(added.size()), added)
                        .map(created -> admitted(created, draft.devices(), devices, added))));
    }

    private Uni<Group> sayCreated(Group created, Set<DeviceId> added) {
        rules.checkSize(created);
        List<LifecycleEvent> events = new ArrayList<>();
        events.add(new GroupCreated(created.revision(), created.snapshot()));
        added.forEach(device -> events.add(memberAdded(created, device)));
        return groups.save(created).chain(() -> outbox.append(events)).replaceWith(created);
    }

    /** Brings those of the devices that exist into a group; who is in it already stays. */
    @WithTransaction
    public Uni<Admitted> addDevices(String workspace, GroupId id, List<String> references) {
        rules.check(references);
        return groups.holdDevices(workspace, references).chain(devices -> groups.lock(workspace, id)
                .chain(group -> groups.addMembers(group, devices.values()).chain(added -> sayAdded(group, added)
                        .map(changed -> admitted(changed, references, devices, added)))));
    }

    private Uni<Group> sayAdded(Group group, Set<DeviceId> added) {
        if (added.isEmpty()) {
            return Uni.createFrom().item(group);
        }
        Group changed = group.changedBy(added.size(), now());
        rules.checkSize(changed);
        List<LifecycleEvent> events = new ArrayList<>();
        added.forEach(device -> events.add(memberAdded(changed, device)));
        events.add(new GroupUpdated(changed.revision(), changed.snapshot()));
        return groups.save(changed).chain(() -> outbox.append(events)).replaceWith(changed);
    }

    /** Takes a device out of a group; fails with {@link GroupRefusal.MemberUnknown} if it is not in it. */
    @WithTransaction
    public Uni<Void> removeDevice(String workspace, GroupId id, String reference) {
        return groups.holdDevices(workspace, List.of(reference)).chain(devices -> groups.lock(workspace, id)
                .chain(group -> removeMember(group, devices.get(reference), reference)));
    }

    private Uni<Void> removeMember(Group group, @Nullable DeviceId device, String reference) {
        if (device == null) {
            throw new GroupRefusal.MemberUnknown(reference);
        }
        return groups.removeMember(group, device).chain(removed -> {
            if (!removed) {
                throw new GroupRefusal.MemberUnknown(reference);
            }
            return sayRemoved(group, device);
        });
    }

    /** Takes a device out of a locked group that it has just left in the books. */
    Uni<Void> sayRemoved(Group group, DeviceId device) {
        Group changed = group.changedBy(-1, now());
        return groups.save(changed)
                .chain(() -> outbox.append(
                        memberRemoved(changed, changed.revision(), device),
                        new GroupUpdated(changed.revision(), changed.snapshot())));
    }

    /** Ends a group; its devices stay. */
    @WithTransaction
    public Uni<Void> delete(String workspace, GroupId id) {
        return groups.lock(workspace, id).chain(group -> groups.members(group)
                .call(() -> groups.remove(group))
                .chain(members -> outbox.append(endOf(group, members))));
    }

    private static List<LifecycleEvent> endOf(Group group, List<DeviceId> members) {
        long revision = group.revision() + 1;
        List<LifecycleEvent> events = new ArrayList<>();
        members.forEach(device -> events.add(memberRemoved(group, revision, device)));
        events.add(new GroupDeleted(revision, group.snapshot()));
        return events;
    }

    private static Admitted admitted(
            Group group, List<String> references, Map<String, DeviceId> devices, Collection<DeviceId> added) {
        List<Admission> admissions = new LinkedHashSet<>(references)
                .stream().map(reference -> admission(reference, devices, added)).toList();
        return new Admitted(group, admissions);
    }

    private static Admission admission(String reference, Map<String, DeviceId> devices, Collection<DeviceId> added) {
        DeviceId device = devices.get(reference);
        if (device == null) {
            return new Admission.NoSuchDevice(reference);
        }
        return added.contains(device)
                ? new Admission.Added(reference, device)
                : new Admission.AlreadyThere(reference, device);
    }

    private static MemberAdded memberAdded(Group group, DeviceId device) {
        return new MemberAdded(group.revision(), group.workspace(), group.id().value(), device.value());
    }

    private static MemberRemoved memberRemoved(Group group, long revision, DeviceId device) {
        return new MemberRemoved(revision, group.workspace(), group.id().value(), device.value());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
