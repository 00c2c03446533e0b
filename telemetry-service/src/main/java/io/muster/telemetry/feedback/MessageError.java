package io.muster.telemetry.feedback;

import java.util.Optional;

import io.muster.telemetry.ingest.Rejection;
import io.muster.telemetry.reading.Channels;
import org.jspecify.annotations.Nullable;

/**
 * What a device is told of a message that could not be stored.
 *
 * @param channel as far as the topic names one; {@code status} of its health
 * @param detail quotes nothing of the message
 */
public record MessageError(
        String workspace, String device, String reason, String channel, @Nullable String messageId, String detail) {

    private static final String TELEMETRY = "telemetry/";

    /** Empty if there is nobody to tell: a device that is unknown or gone, or one that speaks Losant. */
    static Optional<MessageError> of(Rejection rejection) {
        String prefix = rejection.workspace() + "/devices/" + rejection.device() + "/";
        boolean somebody =
                switch (rejection.reason()) {
                    case UNKNOWN_DEVICE, DELETED, SUSPENDED -> false;
                    case NOT_JSON, TOO_LARGE, BAD_VALUE, CLOCK_SKEW, TOO_OLD, BAD_TOPIC -> true;
                };
        return somebody && rejection.topic().startsWith(prefix)
                ? Optional.of(new MessageError(
                        rejection.workspace(),
                        rejection.device(),
                        rejection.reason().code(),
                        channel(rejection.topic().substring(prefix.length())),
                        rejection.messageId(),
                        rejection.detail()))
                : Optional.empty();
    }

    private static String channel(String path) {
        return path.startsWith(TELEMETRY) ? path.substring(TELEMETRY.length()) : Channels.STATUS;
    }
}
