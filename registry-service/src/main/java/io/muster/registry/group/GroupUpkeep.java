package io.muster.registry.group;

import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.registry.device.DeviceId;
import io.muster.registry.group.ChangeNotes.ChangedDevices;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the members of dynamic groups as their queries want them. Devices that have changed are compared with every
 * query of their workspace; a query that is new or depends on the time is put to the whole workspace.
 */
@ApplicationScoped
public class GroupUpkeep {

    private final DynamicGroups dynamicGroups;
    private final ChangeNotes notes;
    private final Groups groups;
    private final MemberRoll roll;
    private final GroupRules rules;
    private final GroupLimits limits;

    GroupUpkeep(
            DynamicGroups dynamicGroups,
            ChangeNotes notes,
            Groups groups,
            MemberRoll roll,
            GroupRules rules,
            GroupLimits limits) {
        this.dynamicGroups = dynamicGroups;
        this.notes = notes;
        this.groups = groups;
        this.roll = roll;
        this.rules = rules;
        this.limits = limits;
    }

    /** Puts a group's query to its whole workspace and answers the group after that. */
    Uni<Group> evaluate(Group group) {
        return follow(group, null).chain(() -> groups.require(group.workspace(), group.id()));
    }

    /** Lets every group whose turn it is follow its query in the whole workspace. One replica does it at a time. */
    public Uni<Void> followQueries() {
        return dynamicGroups
                .dueWhole()
                .chain(due -> oneByOne(due, group -> dynamicGroups
                        .moment()
                        .call(() -> follow(group, null))
                        .chain(moment -> dynamicGroups.noteWhole(group, moment))));
    }

    /**
     * Compares devices that have changed with the queries of their workspace; false if there were none. One replica
     * does it at a time.
     */
    public Uni<Boolean> followChanges() {
        return notes.oldest(limits.upkeep().notes())
                .chain(changed -> changed == null
                        ? Uni.createFrom().item(false)
                        : compare(changed).replaceWith(true));
    }

    private Uni<Void> compare(ChangedDevices changed) {
        return dynamicGroups
                .ofWorkspace(changed.workspace())
                .chain(all -> oneByOne(all, group -> follow(group, changed.devices())))
                .chain(() -> notes.forget(changed));
    }

    private Uni<Void> follow(Group group, @Nullable List<DeviceId> among) {
        return dynamicGroups.difference(group, among).chain(difference -> inParts(group, difference));
    }

    /** Leaving first: who leaves makes room. */
    private Uni<Void> inParts(Group group, Difference difference) {
        Stream<Difference> leaving =
                rules.parts(difference.leaving()).stream().map(part -> new Difference(List.of(), part));
        Stream<Difference> joining =
                rules.parts(difference.joining()).stream().map(part -> new Difference(part, List.of()));
        return Multi.createFrom()
                .items(Stream.concat(leaving, joining).filter(part -> !part.isNone()))
                .onItem()
                .transformToUniAndConcatenate(part -> roll.follow(group, part))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private interface Work {
        Uni<Void> on(Group group);
    }

    /** A group that cannot follow now is put to its query anew later and keeps no other group waiting. */
    private Uni<Void> oneByOne(List<Group> all, Work work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(group -> Uni.createFrom()
                        .deferred(() -> work.on(group))
                        .onFailure()
                        .recoverWithUni(failure -> {
                            Log.warnf(
                                    "group does not follow its query, will be tried again workspace=%s group=%s reason=%s",
                                    group.workspace(), group.id(), failure.toString());
                            return dynamicGroups.askForWhole(group);
                        }))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
