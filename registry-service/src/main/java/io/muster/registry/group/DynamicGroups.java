package io.muster.registry.group;

import java.util.List;

import io.muster.registry.device.DeviceId;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Groups with a query, and which of them have to be compared with their whole workspace. */
public interface DynamicGroups {

    /**
     * A moment in the order of transactions.
     *
     * @param past every transaction below it is over
     * @param future no transaction from here on has begun
     */
    record Moment(long past, long future) {}

    /**
     * Whether a group can be kept by this query.
     *
     * @throws io.muster.kit.problem.Refusal saying what is wrong with it
     */
    void check(String query);

    /** Notes that a locked group's query is to be put to the whole workspace. */
    Uni<Void> askForWhole(Group group);

    /** The groups whose query is to be put to their whole workspace now. */
    Uni<List<Group>> dueWhole();

    /**
     * How the group's members differ from what its query finds.
     *
     * @param among the only devices to look at; null for all
     */
    Uni<Difference> difference(Group group, @Nullable List<DeviceId> among);

    Uni<Moment> moment();

    /**
     * Notes that the query has been put to the whole workspace after that moment, and when that is due again: soon, if
     * somebody may have changed devices at that moment without knowing of the query.
     */
    Uni<Void> noteWhole(Group group, Moment moment);

    /** The groups of the workspace that have a query. */
    Uni<List<Group>> ofWorkspace(String workspace);
}
