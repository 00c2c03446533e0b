package io.muster.command.execution;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A command as somebody asks for it; what is null was not said. For whom it is, stands elsewhere. */
public interface WantedCommand {

    @Nullable
    String command();

    @Nullable
    Map<String, Object> parameters();

    @Nullable
    Long ttlSeconds();

    @Nullable
    Long timeoutSeconds();

    @Nullable
    Integer qos();

    /** {@code latest}, or nothing. */
    @Nullable
    String coalesce();
}
