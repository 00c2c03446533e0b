package io.muster.stack.layout;

import java.util.Locale;

/** The five services. Each has a database, a role and a name in paths and files that is its own in small letters. */
public enum ServiceName {
    REGISTRY,
    PROVISIONING,
    TELEMETRY,
    COMMAND,
    SHADOW;

    /** As in {@code registry-service}, database {@code registry} and log {@code registry.log}. */
    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    public StackPort port() {
        return StackPort.valueOf(name());
    }

    public StackPort managementPort() {
        return StackPort.valueOf(name() + "_MANAGEMENT");
    }
}
