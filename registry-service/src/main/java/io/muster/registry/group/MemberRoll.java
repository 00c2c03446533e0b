package io.muster.registry.group;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.GroupEvent.GroupUpdated;
import io.muster.events.LifecycleEvent;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.MembershipEvent.MemberRemoved;
import io.muster.kit.outbox.Outbox;
import io.muster.registry.device.DeviceId;
import io.muster.registry.group.MemberResult.Outcome;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * Who is in a group, changed one transaction at a time. Every change is said twice: of the member on {@code
 * group-members}, and of the group on {@code device-groups} with how many members it has now.
 */
@ApplicationScoped
class MemberRoll {

    private final Groups groups;
    private final Members members;
    private final DynamicGroups dynamicGroups;
    private final GroupRules rules;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    MemberRoll(Groups groups, Members members, DynamicGroups dynamicGroups, GroupRules rules, Outbox outbox) {
        this.groups = groups;
        this.members = members;
        this.dynamicGroups = dynamicGroups;
        this.rules = rules;
        this.outbox = outbox;
    }

    /** Brings those of the devices that exist into a group; who is in it already stays. */
    @WithTransaction
    Uni<MemberResults> admit(String workspace, GroupId id, List<String> references) {
        return members.holdDevices(workspace, references)
                .chain(devices -> groups.lock(workspace, id).chain(group -> admit(group, references, devices)));
    }

    /** As the other one, into a locked group, with devices that are held. */
    Uni<MemberResults> admit(Group group, List<String> references, Map<String, DeviceId> devices) {
        refuseDynamic(group);
        return members.add(group, devices.values()).chain(added -> say(group, added, Set.of())
                .map(changed -> new MemberResults(changed, false, admissions(references, devices, added))));
    }

    /** Takes devices out of a group. */
    @WithTransaction
    Uni<MemberResults> dismiss(String workspace, GroupId id, List<String> references) {
        return members.holdDevices(workspace, references)
                .chain(devices -> groups.lock(workspace, id).chain(group -> dismiss(group, references, devices)));
    }

    private Uni<MemberResults> dismiss(Group group, List<String> references, Map<String, DeviceId> devices) {
        refuseDynamic(group);
        return members.remove(group, devices.values()).chain(removed -> say(group, Set.of(), removed)
                .map(changed -> new MemberResults(
                        changed, false, results(references, devices, removed, Outcome.REMOVED, Outcome.NOT_MEMBER))));
    }

    /**
     * Changes who is in a group as its query wants it. A group that is gone or has got another query meanwhile stays as
     * it is, and one that is full takes in nobody more.
     */
    @WithTransaction
    Uni<Integer> follow(Group seen, Difference difference) {
        return members.holdDevices(seen.workspace(), values(difference.joining()))
                .chain(held -> groups.lockIfThere(seen.workspace(), seen.id())
                        .chain(group -> group == null || !seen.profile().equals(group.profile())
                                ? Uni.createFrom().item(0)
                                : follow(group, new LinkedHashSet<>(held.values()), difference.leaving())));
    }

    private Uni<Integer> follow(Group group, Set<DeviceId> joining, List<DeviceId> leaving) {
        return members.remove(group, leaving).chain(removed -> members.add(
                        group,
                        joining.stream()
                                .limit(rules.room(group) + removed.size())
                                .toList())
                .chain(added -> say(group, added, removed).replaceWith(added.size() + removed.size())));
    }

    /**
     * Keeps and says that a locked group has these members more and those less, which is so in the books already. If
     * that makes room in a group with a query, those that found none are looked for.
     */
    Uni<Group> say(Group group, Set<DeviceId> added, Set<DeviceId> removed) {
        if (added.isEmpty() && removed.isEmpty()) {
            return Uni.createFrom().item(group);
        }
        Group changed = group.changedBy(added.size() - removed.size(), now());
        if (!added.isEmpty()) {
            rules.checkSize(changed);
        }
        List<LifecycleEvent> events = new ArrayList<>(added(changed, added));
        events.addAll(removed(changed, removed));
        events.add(new GroupUpdated(changed.revision(), changed.snapshot()));
        return groups.save(changed)
                .chain(() -> outbox.append(events))
                .chain(() -> group.isDynamic() && rules.room(group) == 0 && rules.room(changed) > 0
                        ? dynamicGroups.askForWhole(changed)
                        : Uni.createFrom().voidItem())
                .replaceWith(changed);
    }

    static List<MemberAdded> added(Group group, Set<DeviceId> devices) {
        return devices.stream()
                .map(device -> new MemberAdded(
                        group.revision(), group.workspace(), group.id().value(), device.value()))
                .toList();
    }

    static List<MemberRemoved> removed(Group group, Set<DeviceId> devices) {
        return devices.stream()
                .map(device -> new MemberRemoved(
                        group.revision(), group.workspace(), group.id().value(), device.value()))
                .toList();
    }

    static List<MemberResult> admissions(List<String> references, Map<String, DeviceId> devices, Set<DeviceId> added) {
        return results(references, devices, added, Outcome.ADDED, Outcome.ALREADY_MEMBER);
    }

    private static List<MemberResult> results(
            List<String> references,
            Map<String, DeviceId> devices,
            Set<DeviceId> changed,
            Outcome ifChanged,
            Outcome otherwise) {
        return references.stream()
                .map(reference -> {
                    DeviceId device = devices.get(reference);
                    return new MemberResult(
                            reference,
                            device,
                            device == null ? Outcome.NOT_FOUND : changed.contains(device) ? ifChanged : otherwise);
                })
                .toList();
    }

    private static void refuseDynamic(Group group) {
        if (group.isDynamic()) {
            throw new GroupRefusal.GroupIsDynamic();
        }
    }

    private static List<String> values(List<DeviceId> devices) {
        return devices.stream().map(DeviceId::value).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
