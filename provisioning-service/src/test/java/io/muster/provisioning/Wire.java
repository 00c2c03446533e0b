package io.muster.provisioning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;

import static io.muster.provisioning.TestFleet.WORKSPACE;

/** Cumulocity's clients, byte by byte: nothing is sent that a test does not say. */
final class Wire {

    static final String REQUESTS = "/devicecontrol/newDeviceRequests";
    static final String CREDENTIALS = "/devicecontrol/deviceCredentials";
    static final String JSON = "application/json";

    private static final String PASSWORD = "a password of the tests";
    private static final Map<String, String> LOGINS = new ConcurrentHashMap<>();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Wire() {}

    /** What came back. */
    record Answer(int status, HttpResponse<String> raw) {

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        String body() {
            return raw.body();
        }

        JsonPath json() {
            return JsonPath.from(raw.body());
        }
    }

    /** Logs in as the user of {@link TestFleet#WORKSPACE} with these roles. */
    static String user(String... roles) {
        return userOf(WORKSPACE, roles);
    }

    static String userOf(String workspace, String... roles) {
        return LOGINS.computeIfAbsent(workspace + List.of(roles), first -> add(workspace, roles));
    }

    private static String add(String workspace, String... roles) {
        String name = UserComponentTest.name();
        UserComponentTest.add(workspace, name, PASSWORD, String.join(" ", roles))
                .statusCode(201);
        return basic(workspace + "/" + name, PASSWORD);
    }

    static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** @param headers names and values in turn */
    static Answer send(String method, String path, String authorization, String body, String... headers) {
        return send(method, path, authorization, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Answer send(String method, String path, String authorization, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .header("Authorization", authorization);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> raw = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(raw.statusCode(), raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Answer get(String path, String authorization) {
        return send("GET", path, authorization, "", "Accept", JSON);
    }

    static Answer post(String path, String authorization, String body) {
        return send("POST", path, authorization, body, "Content-Type", JSON, "Accept", JSON);
    }

    static Answer put(String path, String authorization, String body) {
        return send("PUT", path, authorization, body, "Content-Type", JSON, "Accept", JSON);
    }

    static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }

    /** An id that nobody has used. */
    static String id() {
        return "sn-" + UUID.randomUUID();
    }

    static String one(String id) {
        return REQUESTS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String idJson(String id) {
        return "{\"id\":\"" + id + "\"}";
    }
}
