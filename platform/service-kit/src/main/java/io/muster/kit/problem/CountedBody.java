package io.muster.kit.problem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.vertx.ext.web.RoutingContext;

/** A body that fails with a problem as soon as it has more bytes than its path allows. */
public final class CountedBody extends FilterInputStream {

    private final long limit;
    private long count;

    private CountedBody(InputStream body, long limit) {
        super(body);
        this.limit = limit;
    }

    /** @param exchange whose body it is: {@link BodyLimit} has said how many bytes that may have */
    public static InputStream of(InputStream body, RoutingContext exchange) {
        return new CountedBody(body, exchange.<Long>get(LimitedBody.LIMIT));
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        count += read;
        if (count > limit) {
            throw new BodyTooLarge(limit);
        }
    }

    /** Closing the framework's stream would read a body that is too large to its end. */
    @Override
    public void close() throws IOException {
        if (count <= limit) {
            super.close();
        }
    }
}
