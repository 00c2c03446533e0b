package io.muster.provisioning.serial;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What becomes of a serial that registers again. */
public enum SerialPolicy {
    /** It gets another key beside those it has. */
    ADD,
    /** It gets a key in the place of those it has. */
    ROTATE,
    /** It gets nothing. */
    REFUSE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SerialPolicy> named(@Nullable String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equals(word))
                .findFirst();
    }
}
