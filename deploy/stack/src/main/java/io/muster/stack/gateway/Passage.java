package io.muster.stack.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** What the gateway adds to a request, and its answer where the service gives none. */
record Passage(String service) implements ProxyInterceptor {

    private static final String RETRY_AFTER_SECONDS = "2";

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        HttpServerRequest request = context.request().proxiedRequest();
        if (request.authority() != null) {
            // The host that the caller used, so that a Location header leads back here.
            context.request().setAuthority(request.authority());
        }
        context.request().putHeader("X-Forwarded-For", request.remoteAddress().hostAddress());
        if (hasBody(request)) {
            Body body = context.request().getBody();
            context.request().setBody(Body.body(new HeadFirst(body.stream()), body.length()));
        }
        return context.sendRequest().recover(away -> Future.succeededFuture(unavailable(context)));
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || request.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }

    private ProxyResponse unavailable(ProxyContext context) {
        Problem problem = Problem.unavailable(service);
        return context.request()
                .release()
                .response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.CONTENT_TYPE)
                .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .setBody(Body.body(problem.json()));
    }
}
