package io.muster.stack.gateway;

import java.util.EnumMap;
import java.util.Map;

import io.muster.stack.layout.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;

/**
 * Passes each request to the service that answers its path, streaming both ways; event streams and WebSockets pass. It
 * knows nothing of callers and keeps nothing: identity and limits are the services' own.
 */
public final class Gateway {

    private static final String HOST = "127.0.0.1";
    private static final int EVENT_LOOPS = 2;
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    /** Connections to one service; above it requests wait, and above the queue they are refused. */
    private static final int MAX_CONNECTIONS = 256;

    private static final int MAX_WAITING = 1_024;
    /** Tokens travel in a header, long names in the path; the services' own limits are lower. */
    private static final int MAX_HEADER_BYTES = 64 << 10;

    private final RouteTable routes = RouteTable.ofThePlatform();
    private final Map<ServiceName, HttpProxy> upstreams = new EnumMap<>(ServiceName.class);
    private final HttpServer server;

    Gateway(Vertx vertx, GatewaySettings settings) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setMaxWaitQueueSize(MAX_WAITING));
        settings.services()
                .forEach((service, port) -> upstreams.put(
                        service,
                        HttpProxy.reverseProxy(client)
                                .originRequestProvider((request, http) -> origin(request, http, port))
                                .addInterceptor(new Passage(service.lowerCase()))));
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(HOST)
                        .setPort(settings.port())
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setMaxInitialLineLength(MAX_HEADER_BYTES))
                .invalidRequestHandler(request -> refuse(request, Problem.UNREADABLE))
                .requestHandler(this::pass);
    }

    /** What the service answers to {@code Expect: 100-continue} is the caller's answer, too. */
    private static Future<HttpClientRequest> origin(HttpServerRequest request, HttpClient client, int port) {
        return client.request(new RequestOptions().setServer(SocketAddress.inetSocketAddress(port, HOST)))
                .map(onward -> onward.continueHandler(goOn -> request.response().writeContinue()));
    }

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
        new Gateway(vertx, GatewaySettings.from(System.getenv())).listen().onFailure(failure -> {
            System.err.println("gateway cannot listen: " + failure.getMessage());
            System.exit(1);
        });
    }

    /** Completes with the port when requests are taken. */
    Future<Integer> listen() {
        return server.listen().map(HttpServer::actualPort);
    }

    private void pass(HttpServerRequest request) {
        routes.find(request.path())
                .map(upstreams::get)
                .ifPresentOrElse(upstream -> upstream.handle(request), () -> refuse(request, Problem.NOT_FOUND));
    }

    private static void refuse(HttpServerRequest request, Problem problem) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.CONTENT_TYPE)
                .end(problem.json());
    }
}
