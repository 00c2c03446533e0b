package io.muster.telemetry.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads a body for so long, and then no further. */
final class TimedBody extends FilterInputStream {

    private final Duration limit;
    private final long begun = System.nanoTime();

    TimedBody(InputStream body, Duration limit) {
        super(body);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        requireTime();
        return super.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        requireTime();
        return super.read(into, offset, length);
    }

    private void requireTime() {
        if (System.nanoTime() - begun >= limit.toNanos()) {
            throw new BodyTooSlow(limit);
        }
    }
}
