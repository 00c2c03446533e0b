package io.muster.bench.provisioning;

import java.util.List;

import io.muster.bench.ServiceApi;
import io.muster.bench.StackUnderTest;
import io.muster.bench.load.ClosedLoop;
import io.muster.bench.registry.RegisteredFleet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The provisioning service as an administrator and devices know it. */
final class ProvisioningApi {

    private static final int SERIALS_A_REQUEST = 5_000;
    private static final int NEWEST = 200;
    private static final int ATTEMPTS = 30;
    private static final int CALLERS = 16;
    private static final String BOUNDARY = "muster-bench";

    private final Vertx vertx;
    private final StackUnderTest stack;
    private final ServiceApi service;

    ProvisioningApi(Vertx vertx, StackUnderTest stack) {
        this.vertx = vertx;
        this.stack = stack;
        this.service = new ServiceApi(vertx, stack.value("PROVISIONING_URL"), stack.token("admin"));
    }

    /** The ids of so many new devices that this service has heard of: of the newest, so of those before them too. */
    List<String> knownDevices(int devices) {
        List<String> ids = RegisteredFleet.of(vertx, stack, devices);
        List<String> newest = ids.subList(Math.max(0, ids.size() - NEWEST), ids.size());
        ClosedLoop.Outcome looked = new ClosedLoop(CALLERS).run(newest.size(), n -> known(newest.get((int) n), 1));
        if (ids.size() != devices || looked.latencies().failures() > 0) {
            throw new IllegalStateException("the devices were not registered");
        }
        return ids;
    }

    /** A request for a device that is not known yet waits at the service for a while; a backlog may take longer. */
    private Future<JsonArray> known(String id, int attempt) {
        Future<JsonArray> credentials = credentials(id);
        return attempt == ATTEMPTS ? credentials : credentials.recover(unknown -> known(id, attempt + 1));
    }

    Future<JsonArray> credentials(String id) {
        return service.get("/devices/" + id + "/credentials")
                .map(answer -> answer.toJsonObject().getJsonArray("data"));
    }

    /** @param authType token or certificate */
    Future<JsonObject> provision(String id, String authType) {
        return service.post(
                        "/devices/" + id + "/provision",
                        new JsonObject().put("authType", authType).put("expiryDays", 365))
                .map(answer -> answer.getJsonObject("data"));
    }

    /** The receipt, once the brokers go by it. */
    Future<JsonObject> revoke(String id, String credential) {
        return service.delete("/devices/" + id + "/credentials/" + credential)
                .map(answer -> answer.getJsonObject("data"));
    }

    void enrol(List<String> serials) {
        for (int from = 0; from < serials.size(); from += SERIALS_A_REQUEST) {
            List<String> some = serials.subList(from, Math.min(serials.size(), from + SERIALS_A_REQUEST));
            String csv = "serial\n" + String.join("\n", some) + "\n";
            service.post("/serials", "text/csv", Buffer.buffer(csv))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** As the device does it. */
    Future<JsonObject> register(String serial) {
        return service.post("/register", new JsonObject().put("serial", serial));
    }

    /** The report on a file of devices. */
    Future<JsonObject> upload(String csv) {
        Buffer form = Buffer.buffer("--" + BOUNDARY + "\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"devices.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n"
                + csv
                + "\r\n--" + BOUNDARY + "--\r\n");
        return service.post("/devicecontrol/bulkNewDeviceRequests", "multipart/form-data; boundary=" + BOUNDARY, form);
    }
}
