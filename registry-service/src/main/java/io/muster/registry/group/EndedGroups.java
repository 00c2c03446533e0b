package io.muster.registry.group;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * Lets the members of deleted groups go, some in each transaction. What is left to do stands in the database: whoever
 * is alive goes on where another replica stopped.
 */
@ApplicationScoped
public class EndedGroups {

    private final Groups groups;
    private final Members members;
    private final GroupLimits limits;
    private final Outbox outbox;

    EndedGroups(Groups groups, Members members, GroupLimits limits, Outbox outbox) {
        this.groups = groups;
        this.members = members;
        this.limits = limits;
        this.outbox = outbox;
    }

    /** One step; false if there was nothing to do. */
    @WithTransaction
    public Uni<Boolean> clearSome() {
        return groups.lockEnded()
                .chain(group -> group == null
                        ? Uni.createFrom().item(false)
                        : clearSome(group).replaceWith(true));
    }

    private Uni<Void> clearSome(Group group) {
        return members.removeSome(group, limits.devicesPerTransaction())
                .call(removed -> outbox.append(MemberRoll.removed(group, removed)))
                .chain(removed -> removed.size() < limits.devicesPerTransaction()
                        ? groups.remove(group)
                        : Uni.createFrom().voidItem());
    }
}
