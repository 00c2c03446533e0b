package io.muster.telemetry.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.telemetry.Defaults;
import org.jspecify.annotations.Nullable;

/** Messages of a device, and a parser for them. */
final class Messages {

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890123Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Messages() {}

    static IncomingMessage message(String path, String payload) {
        return new IncomingMessage("ws_a", "dev_a", path, payload.getBytes(StandardCharsets.UTF_8), NOW);
    }

    /** Reads well-formed JSON; what is not is the reader's own business and its own test. */
    static ReadingParser parser() {
        return new ReadingParser(Messages::json, Defaults.of(IngestLimits.class));
    }

    /** One that wants no reading whose time cannot be believed. */
    static ReadingParser strictParser() {
        return new ReadingParser(
                Messages::json, Defaults.with(IngestLimits.class, Map.of("muster.ingest.clock-skew", "reject")));
    }

    private static @Nullable Object json(byte[] payload) {
        try {
            return JSON.readValue(payload, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
