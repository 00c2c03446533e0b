package io.muster.bench.registry;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.muster.bench.ServiceApi;
import io.muster.bench.StackUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The registry as its callers know it. */
final class RegistryApi {

    private static final int LARGEST_PAGE = 500;

    private final ServiceApi service;

    RegistryApi(Vertx vertx, StackUnderTest stack) {
        this.service = new ServiceApi(vertx, stack.value("REGISTRY_URL"), stack.token("operator"));
    }

    /** Registers the devices and answers the ids of those that were made. */
    Future<List<String>> register(List<JsonObject> devices) {
        return service.post("/devices/register/batch", new JsonObject().put("devices", new JsonArray(devices)))
                .map(answer -> answer.getJsonObject("data").getJsonArray("results").stream()
                        .map(result -> ((JsonObject) result).getString("id"))
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** The answer to a GET. */
    Future<Buffer> get(String path) {
        return service.get(path);
    }

    /** Reads an answer as it comes and keeps nothing of it. */
    Future<Export> export(String path, String mediaType) {
        return service.get(path, mediaType, Export::read);
    }

    /** The ids of some devices: one page of the largest size. */
    List<String> someIds() {
        Buffer page = get("/devices?limit=" + LARGEST_PAGE)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return page.toJsonObject().getJsonArray("data").stream()
                .map(device ->
                        ((Map<?, ?>) ((JsonObject) device).getMap()).get("id").toString())
                .toList();
    }
}
