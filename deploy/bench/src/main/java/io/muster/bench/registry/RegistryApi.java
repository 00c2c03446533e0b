package io.muster.bench.registry;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.muster.bench.StackUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The registry as its callers know it, past the gateway. Every answer but a good one is a failure. */
final class RegistryApi {

    private static final int CONNECTIONS = 64;
    private static final int LARGEST_PAGE = 500;

    private final HttpClient http;
    private final String authorization;

    RegistryApi(Vertx vertx, StackUnderTest stack) {
        URI url = URI.create(stack.value("REGISTRY_URL"));
        HttpClientOptions options =
                new HttpClientOptions().setDefaultHost(url.getHost()).setDefaultPort(url.getPort());
        this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.authorization = "Bearer " + stack.token();
    }

    /** Registers the devices and answers how many were made. */
    Future<Integer> register(List<JsonObject> devices) {
        Buffer body = new JsonObject().put("devices", new JsonArray(devices)).toBuffer();
        return request(HttpMethod.POST, "/devices/register/batch")
                .compose(request -> good(
                        request.putHeader("Content-Type", "application/json").send(body)))
                .compose(HttpClientResponse::body)
                .map(answer -> answer.toJsonObject().getJsonObject("data").getInteger("successful"));
    }

    /** The answer to a GET. */
    Future<Buffer> get(String path) {
        return request(HttpMethod.GET, path)
                .compose(request -> good(request.send()))
                .compose(HttpClientResponse::body);
    }

    /** Reads an answer as it comes and keeps nothing of it. */
    Future<Export> export(String path, String mediaType) {
        return request(HttpMethod.GET, path)
                .compose(request -> good(request.putHeader("Accept", mediaType).send()))
                .compose(Export::read);
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

    private Future<HttpClientRequest> request(HttpMethod method, String path) {
        return http.request(method, path).map(request -> request.putHeader("Authorization", authorization));
    }

    private static Future<HttpClientResponse> good(Future<HttpClientResponse> response) {
        return response.compose(answer -> answer.statusCode() < 300
                ? Future.succeededFuture(answer)
                : answer.body().compose(body -> Future.failedFuture(answer.statusCode() + " " + body)));
    }
}
