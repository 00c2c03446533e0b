package io.muster.command.http;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.command.batch.Batch;
import io.muster.command.batch.BatchOrders.BulkOutcome;
import io.muster.command.execution.Stage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it is answered.
 *
 * @param items what came of each device of a list that was just ordered; not kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchView(
        String id,
        @Nullable String groupId,
        @Schema(
                        description =
                                "Whom it was for: {group}, {devices: how many}, {query}, {rollout}, or {failuresOf: a batch}")
                Map<String, Object> target,
        @Schema(description = "The batch of whose failures it is another try") @Nullable String parent,
        String orderedBy,
        String command,
        Map<String, Object> parameters,
        @Nullable Double maxPerSecond,
        long total,
        Map<String, Long> states,
        @Schema(description = "running, paused, canceling, canceled, or finished once none of its executions is open")
                String status,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant finishedAt,
        @Nullable List<Item> items) {

    /**
     * @param deviceId as it was listed
     * @param commandId its execution; missing if there is no such device
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(String deviceId, @Nullable String commandId, @Nullable String error) {}

    static BatchView of(Batch batch) {
        return of(batch, null);
    }

    static BatchView of(BulkOutcome outcome, List<String> references) {
        return of(
                outcome.batch(),
                references.stream()
                        .map(reference -> item(reference, outcome.executionsByReference()))
                        .toList());
    }

    private static BatchView of(Batch batch, @Nullable List<Item> items) {
        return new BatchView(
                batch.id(),
                (String) batch.target().get("group"),
                batch.target(),
                batch.parent(),
                batch.order().by(),
                batch.order().command(),
                batch.order().parameters(),
                batch.pace().maxPerSecond(),
                batch.total(),
                states(batch.counts()),
                batch.status(),
                batch.createdAt(),
                batch.expiresAt(),
                batch.finishedAt(),
                items);
    }

    /** By the words of the stages, in their order. */
    static Map<String, Long> states(Map<Stage, Long> counts) {
        Map<String, Long> states = new LinkedHashMap<>();
        Arrays.stream(Stage.values()).forEach(stage -> states.put(stage.word(), counts.getOrDefault(stage, 0L)));
        return states;
    }

    private static Item item(String reference, Map<String, String> executions) {
        String execution = executions.get(reference);
        return new Item(reference, execution, execution == null ? "device-not-found" : null);
    }
}
