package io.muster.registry.group;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.LifecycleEvent;
import io.muster.kit.outbox.Outbox;
import io.muster.registry.device.DeviceId;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Makes groups, each in one transaction with its first members. */
@ApplicationScoped
class GroupFounding {

    private final Groups groups;
    private final GroupTree tree;
    private final GroupPlaces places;
    private final Members members;
    private final DynamicGroups dynamicGroups;
    private final MemberRoll roll;
    private final GroupRules rules;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    GroupFounding(
            Groups groups,
            GroupTree tree,
            GroupPlaces places,
            Members members,
            DynamicGroups dynamicGroups,
            MemberRoll roll,
            GroupRules rules,
            Outbox outbox) {
        this.groups = groups;
        this.tree = tree;
        this.places = places;
        this.members = members;
        this.dynamicGroups = dynamicGroups;
        this.roll = roll;
        this.rules = rules;
        this.outbox = outbox;
    }

    /** A new group of a name that the workspace does not have, or the last group of a path. */
    @WithTransaction
    Uni<MemberResults> found(String workspace, GroupDraft draft) {
        return members.holdDevices(workspace, draft.devices())
                .call(() -> tree.lock(workspace))
                .chain(devices -> draft.isByPath()
                        ? walk(workspace, null, draft, devices)
                        : places.checkNew(workspace, draft.profile())
                                .chain(() -> make(workspace, draft.profile(), draft.devices(), devices)));
    }

    /** As a path with one device, but refused before anything is written: the caller's transaction can go on. */
    Uni<Void> join(String workspace, GroupDraft draft) {
        return tree.lock(workspace)
                .chain(() -> find(workspace, null, draft.path()))
                .onItem()
                .ifNotNull()
                .transformToUni(there -> groups.lock(workspace, there.id()).invoke(rules::checkRoom))
                .chain(() -> found(workspace, draft))
                .replaceWithVoid();
    }

    private Uni<@Nullable Group> find(String workspace, @Nullable GroupId parent, List<String> path) {
        return tree.child(workspace, parent, path.get(0))
                .chain(there -> there == null || path.size() == 1
                        ? Uni.createFrom().item(there)
                        : find(workspace, there.id(), path.subList(1, path.size())));
    }

    private Uni<MemberResults> walk(
            String workspace, @Nullable GroupId parent, GroupDraft draft, Map<String, DeviceId> devices) {
        String name = draft.path().get(0);
        List<String> rest = draft.path().subList(1, draft.path().size());
        return tree.child(workspace, parent, name).chain(there -> {
            if (rest.isEmpty()) {
                return there == null
                        ? make(workspace, draft.profile().called(name, parent), draft.devices(), devices)
                        : groups.lock(workspace, there.id()).chain(group -> enter(group, draft.devices(), devices));
            }
            return (there == null
                            ? makeOnTheWay(workspace, name, parent)
                            : Uni.createFrom().item(there))
                    .chain(group -> walk(
                            workspace, group.id(), new GroupDraft(draft.profile(), rest, draft.devices()), devices));
        });
    }

    private Uni<MemberResults> enter(Group group, List<String> references, Map<String, DeviceId> devices) {
        return references.isEmpty()
                ? Uni.createFrom().item(new MemberResults(group, false, List.of()))
                : roll.admit(group, references, devices);
    }

    private Uni<Group> makeOnTheWay(String workspace, String name, @Nullable GroupId parent) {
        return make(workspace, GroupProfile.onTheWay(name, parent), List.of(), Map.of())
                .map(MemberResults::group);
    }

    private Uni<MemberResults> make(
            String workspace, GroupProfile profile, List<String> references, Map<String, DeviceId> devices) {
        Group group = Group.created(workspace, profile, now());
        return tree.census(workspace)
                .invoke(census -> rules.checkCensus(census, profile))
                .chain(() -> groups.add(group))
                .chain(() -> group.isDynamic()
                        ? dynamicGroups.askForWhole(group)
                        : Uni.createFrom().voidItem())
                .chain(() -> members.add(group, devices.values()))
                .chain(added -> sayCreated(group.startingWith(added.size()), added)
                        .map(created ->
                                new MemberResults(created, true, MemberRoll.admissions(references, devices, added))));
    }

    private Uni<Group> sayCreated(Group created, Set<DeviceId> added) {
        rules.checkSize(created);
        List<LifecycleEvent> events = new ArrayList<>();
        events.add(new GroupCreated(created.revision(), created.snapshot()));
        events.addAll(MemberRoll.added(created, added));
        return groups.save(created).chain(() -> outbox.append(events)).replaceWith(created);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
