package io.muster.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Reads settings from environment variables and says clearly which one is wrong. */
final class Environment {

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    String required(String name) {
        return optional(name).orElseThrow(() -> new BadSetting(name, "is required"));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** The value, or what stands in the file that the variable of this name with {@code _FILE} names. */
    String secret(String name) {
        return optional(name)
                .or(() -> optional(name + "_FILE").map(file -> content(name + "_FILE", file)))
                .orElseThrow(() -> new BadSetting(name, "or " + name + "_FILE is required"));
    }

    private static String content(String name, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new BadSetting(name, "must name a file that can be read");
        }
    }

    String text(String name, String otherwise) {
        return optional(name).orElse(otherwise);
    }

    int number(String name, int otherwise, int least, int most) {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.get().trim());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words.
        }
        throw new BadSetting(name, "must be a whole number from " + least + " to " + most);
    }

    boolean flag(String name, boolean otherwise) {
        return switch (text(name, Boolean.toString(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadSetting(name, "must be true or false");
        };
    }

    Optional<byte[]> base64(String name) {
        try {
            return optional(name).map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException e) {
            throw new BadSetting(name, "must be base64");
        }
    }

    /** A setting without which, or with which, the broker cannot start. Never holds the value. */
    static final class BadSetting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadSetting(String name, String problem) {
            super(name + " " + problem);
        }
    }
}
