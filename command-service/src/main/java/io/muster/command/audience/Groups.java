package io.muster.command.audience;

import io.muster.events.GroupEvent;
import io.muster.events.MembershipEvent;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The service's own projection of {@code device-groups} and {@code group-members}. */
public interface Groups {

    /**
     * A group as far as it is known here.
     *
     * @param announced how many members the registry says it has
     * @param members how many of them are known here
     */
    record KnownGroup(String id, long announced, long members) {

        /** Whether everybody has come whom the registry counts, and everybody has left whom it does not. */
        public boolean isComplete() {
            return members == announced;
        }
    }

    /**
     * The group, or null. One that is unknown, or of which some members have not come or left yet, is waited for as long as
     * {@code muster.device.news-wait} says; after that it is answered as it is.
     */
    Uni<@Nullable KnownGroup> awaitComplete(String workspace, String id);

    /** Takes the registry's word, unless a newer one is known. */
    Uni<Void> learn(GroupEvent event);

    /** Takes the registry's word, unless a newer one is known. */
    Uni<Void> learn(MembershipEvent event);
}
