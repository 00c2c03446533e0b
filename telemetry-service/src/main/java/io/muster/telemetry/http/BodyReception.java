package io.muster.telemetry.http;

import java.io.InputStream;

import io.muster.kit.problem.BodyTooLarge;
import io.muster.kit.problem.InvalidRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Receives one body on the thread of its connection. While there is no memory for it none of it is read; once it is
 * refused the rest is read and dropped, so that the caller gets to read the answer.
 */
final class BodyReception {

    private static final long AGAIN_MILLIS = 20;

    private final RoutingContext exchange;
    private final HttpServerRequest request;
    private final BodyLimits limits;
    private final ReceivedBody body;
    private long received;
    private boolean over;
    private boolean forgotten;

    BodyReception(RoutingContext exchange, SharedBytes held, BodyLimits limits) {
        this.exchange = exchange;
        this.request = exchange.request();
        this.limits = limits;
        this.body = new ReceivedBody(held);
    }

    /** The body, when its end has come. */
    Uni<InputStream> whole() {
        return Uni.createFrom().<InputStream>emitter(this::begin);
    }

    /** Lets go of what nobody has read; false if that was done before. */
    boolean forget() {
        boolean first = !forgotten;
        forgotten = true;
        over = true;
        body.close();
        return first;
    }

    private void begin(UniEmitter<? super InputStream> result) {
        if (request.isEnded()) {
            result.complete(body);
            return;
        }
        long timer = exchange.vertx().setTimer(limits.time().toMillis(), late -> tooSlow(result));
        exchange.addEndHandler(answered -> exchange.vertx().cancelTimer(timer));
        request.exceptionHandler(gone -> refuse(result, new InvalidRequest("body", "breaks off")));
        request.handler(part -> take(part, result));
        request.endHandler(end -> {
            exchange.vertx().cancelTimer(timer);
            over = true;
            result.complete(body);
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private void take(Buffer part, UniEmitter<? super InputStream> result) {
        received += part.length();
        try {
            BodyTooLarge.unlessWithin(exchange, received);
        } catch (BodyTooLarge tooLarge) {
            if (over) {
                request.connection().close();
            } else {
                refuse(result, tooLarge);
            }
        }
        if (!over && !body.add(part)) {
            request.pause();
            waitFor(part, result, System.nanoTime() + limits.patience().toNanos());
        }
    }

    private void waitFor(Buffer part, UniEmitter<? super InputStream> result, long until) {
        exchange.vertx().setTimer(AGAIN_MILLIS, again -> {
            if (over || body.add(part)) {
                request.resume();
            } else if (System.nanoTime() - until > 0) {
                refuse(result, new SharedBytes.IntakeBusy());
                request.resume();
            } else {
                waitFor(part, result, until);
            }
        });
    }

    private void tooSlow(UniEmitter<? super InputStream> result) {
        if (!over) {
            exchange.addEndHandler(answered -> request.connection().close());
            refuse(result, new BodyTooSlow(limits.time()));
        }
    }

    private void refuse(UniEmitter<? super InputStream> result, RuntimeException why) {
        over = true;
        result.fail(why);
    }
}
