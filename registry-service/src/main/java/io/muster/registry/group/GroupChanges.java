package io.muster.registry.group;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.GroupEvent.GroupUpdated;
import io.muster.kit.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** What becomes of a group in one transaction: another profile, or its end. */
@ApplicationScoped
class GroupChanges {

    private final Groups groups;
    private final GroupTree tree;
    private final GroupPlaces places;
    private final DynamicGroups dynamicGroups;
    private final GroupRules rules;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    GroupChanges(
            Groups groups,
            GroupTree tree,
            GroupPlaces places,
            DynamicGroups dynamicGroups,
            GroupRules rules,
            Outbox outbox) {
        this.groups = groups;
        this.tree = tree;
        this.places = places;
        this.dynamicGroups = dynamicGroups;
        this.rules = rules;
        this.outbox = outbox;
    }

    @WithTransaction
    Uni<Group> update(String workspace, GroupId id, GroupPatch patch, LongPredicate expected) {
        return tree.lock(workspace)
                .chain(() -> groups.lock(workspace, id))
                .invoke(group -> refuseUnexpected(group, expected))
                .chain(group -> update(group, patch.applyTo(group.profile())));
    }

    private Uni<Group> update(Group group, GroupProfile next) {
        if (next.equals(group.profile())) {
            return Uni.createFrom().item(group);
        }
        rules.check(next);
        if ((next.query() == null) == group.isDynamic()) {
            throw new GroupRefusal.GroupKindFixed();
        }
        Group changed = group.with(next, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return places.checkChanged(group, next)
                .chain(() -> groups.save(changed))
                .chain(() -> Objects.equals(next.query(), group.profile().query())
                        ? Uni.createFrom().voidItem()
                        : dynamicGroups.askForWhole(changed))
                .chain(() -> outbox.append(new GroupUpdated(changed.revision(), changed.snapshot())))
                .replaceWith(changed);
    }

    /** Ends a group, and those inside of it if that is wanted. Who is in them leaves afterwards. */
    @WithTransaction
    Uni<Void> end(String workspace, GroupId id, boolean recursive, LongPredicate expected) {
        return tree.lock(workspace)
                .chain(() -> groups.lockSubtree(workspace, id))
                .invoke(subtree -> {
                    subtree.stream()
                            .filter(group -> group.id().equals(id))
                            .forEach(group -> refuseUnexpected(group, expected));
                    if (subtree.size() > 1 && !recursive) {
                        throw new GroupRefusal.GroupHasChildren(subtree.size() - 1);
                    }
                })
                .call(groups::end)
                .chain(subtree -> outbox.append(ends(subtree)));
    }

    private static List<GroupDeleted> ends(List<Group> subtree) {
        return subtree.stream()
                .map(group -> new GroupDeleted(group.revision() + 1, group.snapshot()))
                .toList();
    }

    private static void refuseUnexpected(Group group, LongPredicate expected) {
        if (!expected.test(group.version())) {
            throw new GroupRefusal.GroupChanged();
        }
    }
}
