package io.muster.registry.group;

import java.util.List;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** How the groups of a workspace are nested and called; see {@link Groups} for the order of locks. */
public interface GroupTree {

    /**
     * How many groups a workspace has.
     *
     * @param dynamicGroups those of them with a query
     */
    record Census(long groups, long dynamicGroups) {}

    /** Keeps everybody else from changing which groups the workspace has and how they are nested and called. */
    Uni<Void> lock(String workspace);

    Uni<Census> census(String workspace);

    Uni<Boolean> isNameTaken(String workspace, String name);

    /** The group of this name that is directly in the parent, or at the top if that is null; null if there is none. */
    Uni<@Nullable Group> child(String workspace, @Nullable GroupId parent, String name);

    /** The group itself, the group that it is in, and so on up to the top. */
    Uni<List<GroupId>> lineage(GroupId id);

    /** How many levels of groups there are from this one downwards, itself included. */
    Uni<Integer> height(GroupId id);
}
