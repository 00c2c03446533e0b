package io.muster.stack;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where this build stands on disk. */
final class Installation {

    private Installation() {}

    /** The build directory, {@code deploy/stack/target}: this class is in it, as a class or in {@code lib/*.jar}. */
    static Path target() {
        try {
            Path code = Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path parent = code.getParent();
            return parent.endsWith("lib") ? parent.getParent() : parent;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path is no file path", e);
        }
    }

    static Path postgresBinaries() {
        return target().resolve("postgres");
    }
}
