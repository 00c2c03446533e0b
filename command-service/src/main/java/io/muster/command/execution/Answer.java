package io.muster.command.execution;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a device said to a command.
 *
 * @param result what came of it: a JSON value (map, list, text, number, truth value)
 */
public record Answer(Verdict verdict, @Nullable Object result, @Nullable String reason) {

    /** The device's own word for where it is. */
    public enum Verdict {
        ACCEPTED,
        IN_PROGRESS,
        SUCCEEDED,
        FAILED,
        REJECTED;

        /** As a device says it: {@code in_progress}. Empty for any other word. */
        public static Optional<Verdict> named(@Nullable String word) {
            return Stream.of(values())
                    .filter(verdict -> verdict.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
        }
    }

    /**
     * An answer and where it came from.
     *
     * @param device the {@code id} of the device whose topic it came on
     * @param commandId the execution that the device says it is about
     */
    public record Heard(String workspace, String device, String commandId, Answer answer) {}
}
