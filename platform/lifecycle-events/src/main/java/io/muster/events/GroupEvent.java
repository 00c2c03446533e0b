package io.muster.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What happened to a device group. */
public sealed interface GroupEvent extends LifecycleEvent {

    GroupSnapshot group();

    @Override
    default String workspace() {
        return group().workspace();
    }

    @Override
    default String subject() {
        return group().id();
    }

    @Override
    default Topic topic() {
        return Topic.DEVICE_GROUPS;
    }

    /**
     * A whole group without its members.
     *
     * @param members how many devices are in it at this revision; whoever collects {@link MembershipEvent}s sees by it
     *     whether all have come
     * @param parent the {@code id} of the group that it is in; null at the top
     * @param query which devices it has, of a group that is kept by a query; null if its members are named
     */
    record GroupSnapshot(
            String id,
            String workspace,
            String name,
            @Nullable String description,
            List<String> tags,
            long members,
            @Nullable String parent,
            @Nullable String query) {}

    record GroupCreated(long revision, GroupSnapshot group) implements GroupEvent {}

    record GroupUpdated(long revision, GroupSnapshot group) implements GroupEvent {}

    /** Its members leave after it, each with an event. */
    record GroupDeleted(long revision, GroupSnapshot group) implements GroupEvent {}
}
