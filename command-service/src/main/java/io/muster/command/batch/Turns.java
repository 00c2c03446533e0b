package io.muster.command.batch;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.muster.command.execution.Execution;
import io.smallrye.mutiny.Uni;

/** Whose turn it is: batches that hold executions back, and what of these is given out next. */
public interface Turns {

    /** Of all batches together, in {@link #buckets}. */
    String ALL = "";

    /** An execution that is given out. */
    record Given(String id, Instant dueAt) {}

    /** The batch holds so many. */
    Uni<Void> add(Batch batch, long held);

    /** Batches that run and hold some, those first that have waited longest for a turn. */
    Uni<List<Turn>> all();

    /** Locks what paces all until the end of the transaction; whether nobody else has done so. */
    Uni<Boolean> lead();

    /** What the paces of {@link #ALL} and of workspaces allow; of new ones nothing is known. */
    Uni<Map<String, Bucket>> buckets(Collection<String> owners);

    /** How many of batches wait to be sent; no more than this many are counted. */
    Uni<Integer> waiting(Instant now, int limit);

    /** The next ones of these batches, of each the oldest first, locked with their devices' lines; those in use are passed over. */
    Uni<List<Execution>> next(Map<String, Integer> limits);

    /** Those of these devices that must not be sent anything past the dispatcher: it has something for them, or gives them a pause. */
    Uni<Set<String>> engaged(Collection<String> devices, Instant now);

    /** From now on these are the dispatcher's. */
    Uni<Void> give(Collection<Given> given);

    /** What is left in the buckets of owners. */
    Uni<Void> keep(Map<String, Bucket> buckets);

    /** The batches had their turns: what is left in their buckets, and how many they hold less. */
    Uni<Void> had(Map<String, Bucket> buckets, Map<String, Integer> given);

    /** Forgets those of these that hold nothing any more. */
    Uni<Void> end(Set<String> batches);
}
