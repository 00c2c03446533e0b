package io.muster.bench;

import java.net.URI;
import java.util.function.Function;

import io.vertx.core.Future;
import io.vertx.core.Promise;
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

    private final Vertx vertx;
    private final HttpClient http;
    private final String authorization;

    public ServiceApi(Vertx vertx, String serviceUrl, String token) {
        URI url = URI.create(serviceUrl);
        HttpClientOptions options =
                new HttpClientOptions().setDefaultHost(url.getHost()).setDefaultPort(url.getPort());
        this.vertx = vertx;
        this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.authorization = "Bearer " + token;
    }

    public Future<Buffer> get(String path) {
        return get(path, JSON, HttpClientResponse::body);
    }

    /** @param read takes the answer's body as it comes */
    public <T> Future<T> get(String path, String mediaType, Function<HttpClientResponse, Future<T>> read) {
        return send(
                HttpMethod.GET,
                path,
                request -> request.putHeader("Accept", mediaType).send(),
                read);
    }

    public Future<JsonObject> post(String path, JsonObject body) {
        return post(path, JSON, body.toBuffer());
    }

    public Future<JsonObject> post(String path, String contentType, Buffer body) {
        return write(HttpMethod.POST, path, contentType, body);
    }

    public Future<JsonObject> patch(String path, JsonObject body) {
        return write(HttpMethod.PATCH, path, JSON, body.toBuffer());
    }

    private Future<JsonObject> write(HttpMethod method, String path, String contentType, Buffer body) {
        return send(
                        method,
                        path,
                        request -> request.putHeader("Content-Type", contentType)
                                .putHeader("Accept", JSON)
                                .send(body),
                        HttpClientResponse::body)
                .map(Buffer::toJsonObject);
    }

    public Future<JsonObject> delete(String path) {
        return send(HttpMethod.DELETE, path, HttpClientRequest::send, HttpClientResponse::body)
                .map(Buffer::toJsonObject);
    }

    /** On an event loop from the first step on: from elsewhere, an answer may be gone before anybody listens to it. */
    private <T> Future<T> send(
            HttpMethod method,
            String path,
            Function<HttpClientRequest, Future<HttpClientResponse>> send,
            Function<HttpClientResponse, Future<T>> read) {
        Promise<T> answered = Promise.promise();
        vertx.getOrCreateContext().runOnContext(begun -> http.request(method, path)
                .map(request -> request.putHeader("Authorization", authorization))
                .compose(send)
                .compose(ServiceApi::good)
                .compose(read)
                .onComplete(answered));
        return answered.future();
    }

    private static Future<HttpClientResponse> good(HttpClientResponse answer) {
        return answer.statusCode() < 300
                ? Future.succeededFuture(answer)
                : answer.body().compose(body -> Future.failedFuture(answer.statusCode() + " " + body));
    }
}
