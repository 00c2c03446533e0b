package io.muster.stack.secret;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Passwords and keys by name, made up at their first use and kept in one file that only its owner may read. */
public final class Secrets {

    private static final int PASSWORD_BYTES = 24;
    private static final int KEY_BYTES = 32;

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private final TreeMap<String, String> values = new TreeMap<>();

    public Secrets(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            Properties kept = new Properties();
            try {
                kept.load(new StringReader(Files.readString(file)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
            kept.stringPropertyNames().forEach(name -> values.put(name, kept.getProperty(name)));
        }
    }

    /** 24 random bytes in letters that need no escaping in a URL or a shell. */
    public String password(String name) {
        return keptOrMade(
                name, () -> Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(PASSWORD_BYTES)));
    }

    /** 32 random bytes in standard base 64. */
    public String key(String name) {
        return keptOrMade(name, () -> Base64.getEncoder().encodeToString(randomBytes(KEY_BYTES)));
    }

    private synchronized String keptOrMade(String name, Supplier<String> maker) {
        String kept = values.get(name);
        if (kept != null) {
            return kept;
        }
        String made = maker.get();
        values.put(name, made);
        PrivateFile.write(
                file,
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        return made;
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
