package io.muster.kit.problem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;

import io.vertx.ext.web.RoutingContext;

/** Counts the bytes of bodies that do not say beforehand how many they are. */
@Provider
class LimitedBody implements ReaderInterceptor {

    /** Under this name the exchange knows how many bytes its body may have; {@link BodyLimit} says so. */
    static final String LIMIT = "muster.body-limit";

    private final RoutingContext exchange;

    LimitedBody(RoutingContext exchange) {
        this.exchange = exchange;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        body.setInputStream(new Counted(body.getInputStream(), exchange.<Long>get(LIMIT)));
        return body.proceed();
    }

    private static final class Counted extends FilterInputStream {

        private final long limit;
        private long count;

        Counted(InputStream body, long limit) {
            super(body);
            this.limit = limit;
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
}
