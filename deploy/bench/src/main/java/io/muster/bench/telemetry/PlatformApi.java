package io.muster.bench.telemetry;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.muster.bench.StackUnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the scenarios need of the services, past the gateway. Every answer but a good one is a failure. */
final class PlatformApi {

    /** How often a device is asked for that is not known yet; each time the service waits two seconds for it. */
    private static final int PATIENCE = 15;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StackUnderTest stack;
    private final String authorization;

    PlatformApi(StackUnderTest stack) {
        this.stack = stack;
        this.authorization = "Bearer " + stack.token("admin");
    }

    /** Registers so many devices and gives each a token. */
    List<MqttLogin> commission(int devices) {
        String prefix = "m" + Long.toString(System.currentTimeMillis(), 36) + "-";
        List<JsonObject> wanted = IntStream.range(0, devices)
                .mapToObj(n -> new JsonObject()
                        .put("deviceId", prefix + n)
                        .put("type", "weather_station")
                        .put("name", "Station " + n))
                .toList();
        post("REGISTRY_URL", "/devices/register/batch", new JsonObject().put("devices", new JsonArray(wanted)))
                .join();
        return IntStream.range(0, devices)
                .mapToObj(n -> provision(prefix + n, PATIENCE).join().getJsonObject("data"))
                .map(issued -> new MqttLogin(
                        issued.getString("clientId"), issued.getString("username"), issued.getString("password")))
                .toList();
    }

    /** The newest readings of a device, as text. */
    CompletableFuture<String> latest(String device) {
        return send(request("TELEMETRY_URL", "/devices/" + device + "/telemetry/latest")
                .GET());
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
