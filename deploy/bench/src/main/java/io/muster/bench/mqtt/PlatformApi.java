package io.muster.bench.mqtt;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

import io.muster.bench.StackUnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the scenarios need of the services, past the gateway. Every answer but a good one is a failure. */
public final class PlatformApi {

    /** How often a device is asked for that is not known yet; each time the service waits two seconds for it. */
    private static final int PATIENCE = 15;

    private static final int REGISTERED_AT_ONCE = 1_000;
    private static final int CALLERS = 16;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StackUnderTest stack;
    private final String authorization;

    public PlatformApi(StackUnderTest stack) {
        this.stack = stack;
        this.authorization = "Bearer " + stack.token("admin");
    }

    /** Registers so many devices and gives each a token. */
    public List<MqttLogin> commission(int devices) throws InterruptedException {
        String prefix = "m" + Long.toString(System.currentTimeMillis(), 36) + "-";
        List<String> names =
                IntStream.range(0, devices).mapToObj(n -> prefix + n).toList();
        for (int from = 0; from < devices; from += REGISTERED_AT_ONCE) {
            register(names.subList(from, Math.min(devices, from + REGISTERED_AT_ONCE)));
        }
        Semaphore callers = new Semaphore(CALLERS);
        List<CompletableFuture<MqttLogin>> logins = new ArrayList<>();
        for (String name : names) {
            callers.acquire();
            logins.add(provision(name, PATIENCE)
                    .whenComplete((issued, failure) -> callers.release())
                    .thenApply(issued -> issued.getJsonObject("data"))
                    .thenApply(data -> new MqttLogin(
                            data.getString("clientId"), data.getString("username"), data.getString("password"))));
        }
        return logins.stream().map(CompletableFuture::join).toList();
    }

    private void register(List<String> names) {
        List<JsonObject> devices = names.stream()
                .map(name -> new JsonObject()
                        .put("deviceId", name)
                        .put("type", "weather_station")
                        .put("name", "Station " + name))
                .toList();
        post("REGISTRY_URL", "/devices/register/batch", new JsonObject().put("devices", new JsonArray(devices)))
                .join();
    }

    /** The newest readings of a device, as text. */
    public CompletableFuture<String> latest(String device) {
        return telemetry(device, "/latest");
    }

    /** What stands below the path of a device's telemetry, or the query on it. */
    public CompletableFuture<String> telemetry(String device, String path) {
        return send(request("TELEMETRY_URL", "/devices/" + device + "/telemetry" + path)
                .GET());
    }

    /** Stores a device's past. */
    public CompletableFuture<String> upload(String device, String csv) {
        return send(request("TELEMETRY_URL", "/devices/" + device + "/telemetry?channel=sensors")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(csv)));
    }

    /** On a machine that is full of work, provisioning may hear of a device only seconds later. */
    private CompletableFuture<JsonObject> provision(String device, int tries) {
        JsonObject token = new JsonObject().put("authType", "token");
        CompletableFuture<JsonObject> issued = post("PROVISIONING_URL", "/devices/" + device + "/provision", token);
        return tries == 1 ? issued : issued.exceptionallyCompose(unknown -> provision(device, tries - 1));
    }

    private CompletableFuture<JsonObject> post(String service, String path, JsonObject body) {
        return send(request(service, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.encode())))
                .thenApply(JsonObject::new);
    }

    private HttpRequest.Builder request(String service, String path) {
        return HttpRequest.newBuilder(URI.create(stack.value(service) + path)).header("Authorization", authorization);
    }

    private CompletableFuture<String> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> {
                    if (answer.statusCode() >= 300) {
                        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                    }
                    return answer.body();
                });
    }
}
