package io.muster.command.execution;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * The executions that are kept. Whoever changes some of a device holds the device's line ({@link DeviceLines}).
 */
public interface Executions {

    /** An execution that was just made, and the revision of its first event. */
    record Opened(String id, String device, long revision) {}

    /** Makes a queued execution and locks the device's line. */
    Uni<Opened> open(CommandOrder order, String device, Instant now);

    /** Makes due what the devices have queued of this command, so that the newest can take the place of the others. */
    Uni<Void> dueAgain(Collection<String> devices, String command, Instant now);

    /** What is due of these devices, in the order in which it was asked for. */
    Uni<List<Execution>> due(Collection<String> devices, Instant now, int limit);

    Uni<List<Execution>> byIds(Collection<String> ids);

    /** Those of them of which is not known that they have come to their devices. */
    Uni<List<Execution>> undelivered(Collection<String> ids);

    Uni<List<Execution>> openOf(String device);

    /**
     * What the device may be given when it asks, oldest first: what it has not said anything about, and still has time
     * for.
     */
    Uni<List<Execution>> unanswered(String device, Instant now, int limit);

    /** Null if the workspace has no such execution. */
    Uni<@Nullable Execution> find(String workspace, String id);

    /** Newest first. */
    Uni<Page<Execution>> ofDevice(String workspace, String device, PageRequest page);

    /**
     * Keeps how they are now.
     *
     * @param steps what has happened to them since they were read, by their ids, in its order
     */
    Uni<Void> save(Collection<Execution> changed, Map<String, List<Step>> steps);

    /** What has happened to the execution since it was made, in its order. */
    Uni<List<Step>> stepsOf(String id);

    /**
     * Of the devices' queued executions those whose place a newer one takes, each with the newest of that.
     *
     * @return ids of executions
     */
    Uni<Map<String, String>> replaced(Collection<String> devices);

    /** Removes finished ones that did not change since this time, and empty batches. */
    Uni<Integer> removeFinished(Instant before, int limit);
}
