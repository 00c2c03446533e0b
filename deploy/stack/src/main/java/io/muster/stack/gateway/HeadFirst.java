package io.muster.stack.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that begins with nothing, which brings the request's head on its way before there is a byte of it: a service
 * may refuse by the head alone, and a caller who expects {@code 100 Continue} sends nothing before it.
 */
final class HeadFirst implements ReadStream<Buffer> {

    private final ReadStream<Buffer> body;
    private @Nullable Handler<Buffer> receiver;
    private boolean begun;

    HeadFirst(ReadStream<Buffer> body) {
        this.body = body;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        receiver = handler;
        body.handler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        begin();
        body.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        begin();
        body.fetch(amount);
        return this;
    }

    private void begin() {
        if (!begun && receiver != null) {
            begun = true;
            receiver.handle(Buffer.buffer());
        }
    }

    @Override
    public ReadStream<Buffer> pause() {
        body.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        body.endHandler(handler);
        return this;
    }
}
