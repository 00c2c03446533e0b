package io.muster.bench.registry;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.muster.bench.StackUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** Devices that have been registered for another scenario. */
public final class RegisteredFleet {

    private static final int BATCH = 1_000;

    private RegisteredFleet() {}

    /** Registers so many new devices in batches and gives their ids. */
    public static List<String> of(Vertx vertx, StackUnderTest stack, int devices) {
        RegistryApi registry = new RegistryApi(vertx, stack);
        List<JsonObject> wanted =
                new SampleFleet("d" + Long.toString(System.currentTimeMillis(), 36)).devices(0, devices);
        Future<Stream<String>> registered = Future.succeededFuture(Stream.empty());
        for (int from : IntStream.iterate(0, n -> n < devices, n -> n + BATCH).toArray()) {
            List<JsonObject> batch = wanted.subList(from, Math.min(devices, from + BATCH));
            registered = registered.compose(
                    before -> registry.register(batch).map(ids -> Stream.concat(before, ids.stream())));
        }
        return registered.toCompletionStage().toCompletableFuture().join().toList();
    }
}
