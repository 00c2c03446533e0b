package io.muster.registry.group;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.registry.group.MemberResult.Outcome;
import io.smallrye.mutiny.Uni;

/**
 * Where named devices come into groups and leave them. Many at once come in parts, each in a transaction of its own:
 * what a request could not do any more it says of each device, and doing it again does the rest.
 */
@ApplicationScoped
public class GroupMembers {

    private final MemberRoll roll;
    private final GroupRules rules;

    GroupMembers(MemberRoll roll, GroupRules rules) {
        this.roll = roll;
        this.rules = rules;
    }

    /** Brings those of the devices that exist into a group; who is in it already stays. */
    public Uni<MemberResults> add(String workspace, GroupId id, List<String> references) {
        rules.check(references);
        List<List<String>> parts = rules.parts(references.stream().distinct().toList());
        return roll.admit(workspace, id, parts.get(0)).chain(first -> addRest(first, parts.subList(1, parts.size())));
    }

    /** Goes on after the first part. */
    Uni<MemberResults> addRest(MemberResults first, List<List<String>> parts) {
        Group group = first.group();
        return inTurn(first, parts, (before, part) -> roll.admit(group.workspace(), group.id(), part)
                .onFailure(GroupRefusal.GroupFull.class)
                .recoverWithItem(() -> full(before.group(), part)));
    }

    /** Takes devices out of a group. */
    public Uni<MemberResults> remove(String workspace, GroupId id, List<String> references) {
        rules.check(references);
        List<List<String>> parts = rules.parts(references.stream().distinct().toList());
        return roll.dismiss(workspace, id, parts.get(0))
                .chain(first -> inTurn(
                        first, parts.subList(1, parts.size()), (before, part) -> roll.dismiss(workspace, id, part)));
    }

    /** Takes a device out of a group; fails with {@link GroupRefusal.MemberUnknown} if it is not in it. */
    public Uni<Void> removeOne(String workspace, GroupId id, String reference) {
        return roll.dismiss(workspace, id, List.of(reference))
                .invoke(results -> {
                    if (results.results().get(0).outcome() != Outcome.REMOVED) {
                        throw new GroupRefusal.MemberUnknown(reference);
                    }
                })
                .replaceWithVoid();
    }

    private interface Step {
        Uni<MemberResults> take(MemberResults before, List<String> part);
    }

    private static Uni<MemberResults> inTurn(MemberResults first, List<List<String>> parts, Step step) {
        Uni<MemberResults> all = Uni.createFrom().item(first);
        for (List<String> part : parts) {
            all = all.chain(before -> step.take(before, part).map(before::followedBy));
        }
        return all;
    }

    private static MemberResults full(Group group, List<String> part) {
        return new MemberResults(
                group,
                false,
                part.stream()
                        .map(reference -> new MemberResult(reference, null, Outcome.GROUP_FULL))
                        .toList());
    }
}
