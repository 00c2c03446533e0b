package io.muster.provisioning;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

import io.restassured.RestAssured;

/** HTTP as a device without any of our libraries speaks it: a body as text, and nothing read into the answer. */
final class TestWire {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestWire() {}

    /** @param headers names and values in turn */
    static HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return CLIENT.send(request(path, body, headers), BodyHandlers.ofString());
    }

    static CompletableFuture<HttpResponse<String>> posting(String path, String body, String... headers) {
        return CLIENT.sendAsync(request(path, body, headers), BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .POST(BodyPublishers.ofString(body));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }
}
