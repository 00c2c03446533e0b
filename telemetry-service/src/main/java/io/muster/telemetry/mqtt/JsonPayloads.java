package io.muster.telemetry.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.kit.json.CleanText;
import io.muster.telemetry.ingest.IngestLimits;
import io.muster.telemetry.ingest.PayloadReader;
import io.muster.telemetry.ingest.RejectionReason;
import io.muster.telemetry.ingest.UnusablePayload;
import org.jspecify.annotations.Nullable;

/** Reads payloads with Jackson, within bounds that a hostile device cannot widen. */
@ApplicationScoped
class JsonPayloads implements PayloadReader {

    private static final int MAX_DIGITS = 400;
    private static final char REPLACEMENT = '\uFFFD';
    /** Text that cannot be stored gets into valid UTF-8 only by an escape. */
    private static final String ESCAPE = "\\u";

    private final ObjectReader json;

    JsonPayloads(IngestLimits limits) {
        JsonFactory factory = JsonFactory.builder()
                // Names are the devices' choice: remembering them for ever would be a leak.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth())
                        .maxNumberLength(MAX_DIGITS)
                        .build())
                .build();
        this.json = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readerFor(Object.class);
    }

    @Override
    public @Nullable Object read(byte[] payload) throws UnusablePayload {
        String text = text(payload);
        if (text.isBlank()) {
            throw notJson("is empty");
        }
        try {
            @Nullable Object value = json.readValue(text);
            if (text.contains(ESCAPE) && !CleanText.isClean(value)) {
                throw new UnusablePayload(RejectionReason.BAD_VALUE, "holds text that cannot be stored");
            }
            return value;
        } catch (JsonProcessingException | NumberFormatException unreadable) {
            throw notJson("is not JSON, or is nested too deeply");
        }
    }

    /** Only text with a replacement character can have been invalid. */
    private static String text(byte[] payload) throws UnusablePayload {
        String text = new String(payload, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw notJson("is not UTF-8");
        }
    }

    private static UnusablePayload notJson(String detail) {
        return new UnusablePayload(RejectionReason.NOT_JSON, detail);
    }
}
