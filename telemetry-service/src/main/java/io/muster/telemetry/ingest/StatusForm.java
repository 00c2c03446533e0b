package io.muster.telemetry.ingest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.muster.telemetry.reading.Channels;
import org.jspecify.annotations.Nullable;

/**
 * What devices say of their health: an object, or one plain word (a last will is often no more than that). The state
 * may stand in the topic instead; then the payload may be empty.
 */
final class StatusForm {

    private static final String STATUS = Channels.STATUS;
    private static final Set<String> WORDS = Set.of("online", "offline", "error");
    private static final int LONGEST_WORD = 7;

    private StatusForm() {}

    /** The object of values that the message means. */
    static Map<String, Object> read(IncomingMessage message, PayloadReader payloads) throws UnusablePayload {
        @Nullable String state = state(message.path());
        @Nullable String word = word(message.payload());
        if (word != null) {
            return Map.of(STATUS, word);
        }
        if (message.payload().length == 0 && state != null) {
            return Map.of(STATUS, state);
        }
        Object payload = payloads.read(message.payload());
        if (payload instanceof String text && WORDS.contains(text)) {
            return Map.of(STATUS, text);
        }
        if (payload instanceof Map<?, ?> object) {
            return health(object, state);
        }
        throw new UnusablePayload(RejectionReason.BAD_VALUE, "is neither an object nor online, offline or error");
    }

    private static Map<String, Object> health(Map<?, ?> object, @Nullable String state) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.forEach((name, value) -> values.put((String) name, value));
        if (state != null) {
            values.putIfAbsent(STATUS, state);
        }
        return values;
    }

    private static @Nullable String state(String path) throws UnusablePayload {
        if (path.equals(STATUS)) {
            return null;
        }
        String state = path.startsWith(STATUS + "/") ? path.substring(STATUS.length() + 1) : "";
        if (state.contains("/") || !Channels.isName(state)) {
            throw new UnusablePayload(RejectionReason.BAD_TOPIC, "names neither a channel nor a state");
        }
        return state;
    }

    private static @Nullable String word(byte[] payload) {
        if (payload.length > LONGEST_WORD) {
            return null;
        }
        String text = new String(payload, StandardCharsets.US_ASCII);
        return WORDS.contains(text) ? text : null;
    }
}
