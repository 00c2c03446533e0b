package io.muster.kit.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

/** Keeps the keys of a laptop out of production. */
@ApplicationScoped
class LocalKeyGuard {

    /** How the key ids of the local stack begin. */
    private static final String LOCAL_KEY_ID = "local-stack-";

    private final IdentitySettings settings;

    LocalKeyGuard(IdentitySettings settings) {
        this.settings = settings;
    }

    void refuseLocalKeys(@Observes StartupEvent start) {
        if (!settings.allowLocalKeys() && holdsLocalKey(settings.jwks())) {
            throw new IllegalStateException("muster.identity.jwks holds a key that the local stack made for itself."
                    + " Point it to your token issuer's JWKS, or set muster.identity.allow-local-keys on a laptop.");
        }
    }

    private static boolean holdsLocalKey(String location) {
        Path file = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
        try {
            return Files.isRegularFile(file) && Files.readString(file).contains(LOCAL_KEY_ID);
        } catch (IOException e) {
            throw new IllegalStateException("muster.identity.jwks cannot be read: " + file, e);
        }
    }
}
