package io.muster.registry.group;

import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Where in the tree a group may stand and what it may be called there; to be asked while the tree is locked. A name
 * that somebody gives a group must be free in the whole workspace. The names of a path must only be free under their
 * parent, so that {@code north/pumps} and {@code south/pumps} can be two groups.
 */
@ApplicationScoped
class GroupPlaces {

    private final Groups groups;
    private final GroupTree tree;
    private final GroupRules rules;

    GroupPlaces(Groups groups, GroupTree tree, GroupRules rules) {
        this.groups = groups;
        this.tree = tree;
        this.rules = rules;
    }

    /** Fails with a {@link GroupRefusal} unless there may be a new group like this. */
    Uni<Void> checkNew(String workspace, GroupProfile profile) {
        return refuseTaken(workspace, profile.name()).chain(() -> checkParent(workspace, profile.parent(), null, 1));
    }

    /** Fails with a {@link GroupRefusal} unless the group may become like this. */
    Uni<Void> checkChanged(Group group, GroupProfile next) {
        boolean renamed = !next.name().equals(group.profile().name());
        boolean moved = !Objects.equals(next.parent(), group.profile().parent());
        return (renamed
                        ? refuseTaken(group.workspace(), next.name())
                        : Uni.createFrom().voidItem())
                .chain(() -> moved ? checkMoved(group, next) : Uni.createFrom().voidItem());
    }

    private Uni<Void> checkMoved(Group group, GroupProfile next) {
        return tree.child(group.workspace(), next.parent(), next.name())
                .invoke(there -> {
                    if (there != null) {
                        throw new GroupRefusal.GroupNameTaken(next.name());
                    }
                })
                .chain(() -> tree.height(group.id()))
                .chain(height -> checkParent(group.workspace(), next.parent(), group.id(), height));
    }

    private Uni<Void> checkParent(String workspace, @Nullable GroupId parent, @Nullable GroupId child, int height) {
        if (parent == null) {
            return Uni.createFrom().voidItem();
        }
        return groups.require(workspace, parent)
                .chain(() -> tree.lineage(parent))
                .invoke(lineage -> {
                    if (lineage.contains(child)) {
                        throw new GroupRefusal.GroupInItself();
                    }
                    rules.checkDepth(lineage.size() + height);
                })
                .replaceWithVoid();
    }

    private Uni<Void> refuseTaken(String workspace, String name) {
        return tree.isNameTaken(workspace, name)
                .invoke(taken -> {
                    if (taken) {
                        throw new GroupRefusal.GroupNameTaken(name);
                    }
                })
                .replaceWithVoid();
    }
}
