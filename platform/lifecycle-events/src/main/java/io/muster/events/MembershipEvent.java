package io.muster.events;

/** A device came into a group or left it. The key is both ids; a tombstone follows a removal. */
public sealed interface MembershipEvent extends LifecycleEvent {

    String groupId();

    /** The {@code id} of the device. */
    String device();

    @Override
    default String subject() {
        return device();
    }

    @Override
    default String key() {
        return groupId() + "/" + device();
    }

    @Override
    default Topic topic() {
        return Topic.GROUP_MEMBERS;
    }

    record MemberAdded(long revision, String workspace, String groupId, String device) implements MembershipEvent {}

    record MemberRemoved(long revision, String workspace, String groupId, String device) implements MembershipEvent {

        @Override
        public boolean endsKey() {
            return true;
        }
    }
}
