package io.muster.bench.command;

import java.util.List;
import java.util.Set;

import io.muster.bench.ServiceApi;
import io.muster.bench.StackUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The command service as its callers know it. */
final class CommandApi {

    private static final String SUCCEEDED = "succeeded";
    private static final Set<String> ENDS = Set.of(SUCCEEDED, "failed", "rejected", "timed_out", "expired", "canceled");
    private static final String FINISHED = "finished";

    private final Vertx vertx;
    private final ServiceApi service;

    CommandApi(Vertx vertx, StackUnderTest stack) {
        this.vertx = vertx;
        this.service = new ServiceApi(vertx, stack.value("COMMAND_URL"), stack.token("operator"));
    }

    /** Orders one command and gives its id. */
    Future<String> order(String device) {
        return post("/devices/" + device + "/commands", new JsonObject()).map(execution -> execution.getString("id"));
    }

    /** Gives the batch as it is answered. */
    Future<JsonObject> orderListed(List<String> devices) {
        return post("/devices/bulk/commands", new JsonObject().put("deviceIds", new JsonArray(devices)));
    }

    /** Gives the batch as it is answered. */
    Future<JsonObject> orderGroup(String group) {
        return post("/device-groups/" + group + "/commands", new JsonObject());
    }

    /** Takes back what is queued of a batch, and gives the batch. */
    Future<JsonObject> cancel(String batch) {
        return service.delete("/commands/" + batch).map(CommandApi::data);
    }

    /** Asks every millisecond until the command has succeeded. */
    Future<JsonObject> succeeded(String execution) {
        return when(execution, 1, ENDS)
                .compose(ended -> required(ended, ended.getString("status").equals(SUCCEEDED)));
    }

    /** Asks fifty times a second until every command of the batch has succeeded. */
    Future<JsonObject> allSucceeded(JsonObject batch) {
        return when(batch.getString("id"), 50, Set.of(FINISHED))
                .compose(ended -> required(
                        ended, ended.getJsonObject("states").getLong(SUCCEEDED).equals(ended.getLong("total"))));
    }

    private static Future<JsonObject> required(JsonObject ended, boolean good) {
        return good ? Future.succeededFuture(ended) : Future.failedFuture("ended otherwise: " + ended);
    }

    private Future<JsonObject> when(String id, long pauseMillis, Set<String> statuses) {
        Promise<JsonObject> reached = Promise.promise();
        look(id, pauseMillis, statuses, reached);
        return reached.future();
    }

    private void look(String id, long pauseMillis, Set<String> statuses, Promise<JsonObject> reached) {
        service.get("/commands/" + id)
                .map(answer -> data(answer.toJsonObject()))
                .onFailure(reached::fail)
                .onSuccess(seen -> {
                    if (statuses.contains(seen.getString("status"))) {
                        reached.complete(seen);
                    } else {
                        vertx.setTimer(pauseMillis, timer -> look(id, pauseMillis, statuses, reached));
                    }
                });
    }

    private Future<JsonObject> post(String path, JsonObject order) {
        JsonObject command = order.put("command", "reboot").put("parameters", new JsonObject().put("delay", 5));
        return service.post(path, command).map(CommandApi::data);
    }

    private static JsonObject data(JsonObject answer) {
        return answer.getJsonObject("data");
    }
}
