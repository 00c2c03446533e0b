package io.muster.provisioning.credential;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** In which way a device wants to prove itself. */
enum AuthType {
    TOKEN("token"),
    CERTIFICATE("certificate");

    private final String word;

    AuthType(String word) {
        this.word = word;
    }

    static Optional<AuthType> named(@Nullable String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
