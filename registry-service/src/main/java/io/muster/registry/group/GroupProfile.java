package io.muster.registry.group;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What people say of a group.
 *
 * @param name empty only until {@link GroupRules} has looked at it
 * @param parent the group that it is in; null at the top
 * @param query which devices are its members; null if they are named
 */
public record GroupProfile(
        String name,
        @Nullable String description,
        List<String> tags,
        @Nullable GroupId parent,
        @Nullable String query) {

    public GroupProfile {
        tags = tags.stream().distinct().toList();
    }

    /** A group on the way to another one: nothing is said of it. */
    static GroupProfile onTheWay(String name, @Nullable GroupId parent) {
        return new GroupProfile(name, null, List.of(), parent, null);
    }

    GroupProfile called(String name, @Nullable GroupId parent) {
        return new GroupProfile(name, description, tags, parent, query);
    }
}
