package io.muster.bench.shadow;

import java.util.List;

import io.muster.bench.ServiceApi;
import io.muster.bench.StackUnderTest;
import io.muster.bench.load.ClosedLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/** The shadow service as its callers know it. */
final class ShadowApi {

    private static final int CALLERS = 16;

    /** How often a shadow is written of which the service has not heard yet; each time it waits two seconds for it. */
    private static final int PATIENCE = 15;

    private final ServiceApi service;

    ShadowApi(Vertx vertx, StackUnderTest stack) {
        this.service = new ServiceApi(vertx, stack.value("SHADOW_URL"), stack.token("operator"));
    }

    /** Desires the number of a device. */
    Future<JsonObject> desire(String device, long number) {
        JsonObject desired = new JsonObject().put(DeltaDevice.NUMBER, number);
        return service.patch("/devices/" + device + "/shadow", new JsonObject().put("desired", desired));
    }

    /** Whether the device has nothing left to do. */
    Future<Boolean> isConverged(String device) {
        return service.get("/devices/" + device + "/shadow").map(answer -> answer.toJsonObject()
                .getJsonObject("data")
                .getJsonObject("delta")
                .isEmpty());
    }

    /** Writes every device's shadow once: a first write makes the row, and it waits until the device is known. */
    void desireOfAll(List<String> devices, long number) {
        ClosedLoop.Outcome first =
                new ClosedLoop(CALLERS).run(devices.size(), n -> desire(devices.get((int) n), number, PATIENCE));
        if (first.latencies().failures() > 0) {
            throw new IllegalStateException(first.latencies().failures() + " shadows could not be written");
        }
    }

    private Future<JsonObject> desire(String device, long number, int tries) {
        Future<JsonObject> answer = desire(device, number);
        return tries == 1 ? answer : answer.recover(unknown -> desire(device, number, tries - 1));
    }
}
