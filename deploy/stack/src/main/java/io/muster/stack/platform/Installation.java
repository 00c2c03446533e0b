package io.muster.stack.platform;

import java.net.URISyntaxException;
import java.nio.file.Path;

import io.muster.stack.layout.ServiceName;

/** Where this build stands on disk. */
public final class Installation {

    private Installation() {}

    /** The build directory, {@code deploy/stack/target}: this class is in it, as a class or in {@code lib/*.jar}. */
    private static Path target() {
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

    /** Where PostgreSQL's programs are unpacked, for every stack of this build. */
    public static Path postgresBinaries() {
        return target().resolve("postgres");
    }

    /** Where data is kept unless somebody says otherwise. */
    public static Path defaultData() {
        return target().resolveSibling(".data");
    }

    /** A built service, to be run with {@code java -jar}. */
    static Path service(ServiceName name) {
        Path root = target().resolve("../../..").normalize();
        return root.resolve(name.lowerCase() + "-service").resolve("target/quarkus-app/quarkus-run.jar");
    }
}
