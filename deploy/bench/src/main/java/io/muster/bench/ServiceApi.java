package io.muster.bench;

import java.net.URI;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;

/** One service as its callers know it, past the gateway. Every answer but a good one is a failure. */
public final class ServiceApi {

    private static final int CONNECTIONS = 64;
    private static final String JSON = "application/json";

    private final HttpClient http;
    private final String authorization;

    public ServiceApi(Vertx vertx, String serviceUrl, String token) {
        URI url = URI.create(serviceUrl);
        HttpClientOptions options =
                new HttpClientOptions().setDefaultHost(url.getHost()).setDefaultPort(url.getPort());
        this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.authorization = "Bearer " + token;
    }

    public Future<Buffer> get(String path) {
        return open(path, JSON).compose(HttpClientResponse::body);
    }

    /** An answer whose body is still to be read. */
    public Future<HttpClientResponse> open(String path, String mediaType) {
        return request(HttpMethod.GET, path)
                .compose(request -> good(request.putHeader("Accept", mediaType).send()));
    }

    public Future<JsonObject> post(String path, JsonObject body) {
        return post(path, JSON, body.toBuffer());
    }

    public Future<JsonObject> post(String path, String contentType, Buffer body) {
        return request(HttpMethod.POST, path)
                .compose(request -> good(request.putHeader("Content-Type", contentType)
                        .putHeader("Accept", JSON)
                        .send(body)))
                .compose(HttpClientResponse::body)
                .map(Buffer::toJsonObject);
    }

    public Future<JsonObject> delete(String path) {
        return request(HttpMethod.DELETE, path)
                .compose(request -> good(request.send()))
                .compose(HttpClientResponse::body)
                .map(Buffer::toJsonObject);
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
