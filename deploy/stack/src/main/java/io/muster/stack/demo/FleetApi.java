package io.muster.stack.demo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The platform's REST interface, as far as the fleet needs it. */
final class FleetApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String token;

    FleetApi(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Makes the device, unless there is one of this name. */
    void register(String deviceId, String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(
                "/devices/register",
                Map.of("deviceId", deviceId, "type", "gps-tracker", "name", name, "tags", List.of("demo")));
        if (answer.statusCode() != HttpURLConnection.HTTP_CREATED
                && answer.statusCode() != HttpURLConnection.HTTP_CONFLICT) {
            throw refused("register", answer);
        }
    }

    /** Gives the device new credentials; those it had are no longer good. */
    Credentials provision(String deviceId) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/devices/" + deviceId + "/provision", Map.of("authType", "token"));
        if (answer.statusCode() / 100 != 2) {
            throw refused("provision", answer);
        }
        JsonNode data = JSON.readTree(answer.body()).path("data");
        return new Credentials(
                data.path("username").asText(),
                data.path("password").asText(),
                data.path("clientId").asText());
    }

    private HttpResponse<String> post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static IOException refused(String what, HttpResponse<String> answer) {
        // Only an error's body is shown; the body of a success has a password in it.
        return new IOException("cannot " + what + ": status " + answer.statusCode() + " " + answer.body());
    }
}
