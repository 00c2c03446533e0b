package io.muster.bench.registry;

import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;

/** What came of an export. */
record Export(long lines, long bytes) {

    static Future<Export> read(HttpClientResponse response) {
        AtomicLong lines = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        response.handler(chunk -> {
            bytes.addAndGet(chunk.length());
            for (int i = 0; i < chunk.length(); i++) {
                if (chunk.getByte(i) == '\n') {
                    lines.incrementAndGet();
                }
            }
        });
        return response.end().map(end -> new Export(lines.get(), bytes.get()));
    }
}
