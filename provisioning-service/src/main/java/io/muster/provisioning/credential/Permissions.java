package io.muster.provisioning.credential;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.muster.events.CredentialEvent.Topics;
import org.jspecify.annotations.Nullable;

/**
 * What a device may say and hear beyond its status, its answers and its shadow, which every device may.
 *
 * @param channels of telemetry; empty for any
 * @param commands empty for any
 */
public record Permissions(Optional<List<String>> channels, Optional<List<String>> commands) {

    public static Permissions of(@Nullable List<String> channels, @Nullable List<String> commands) {
        return new Permissions(
                Optional.ofNullable(channels).map(Permissions::distinct),
                Optional.ofNullable(commands).map(Permissions::distinct));
    }

    /** As full MQTT topic filters: exactly what the broker allows. */
    public Topics topics(String workspace, String device) {
        String prefix = workspace + "/devices/" + device + "/";
        return new Topics(
                filters(prefix, below("commands/", commands), "shadow/delta", "shadow/document"),
                filters(
                        prefix,
                        below("telemetry/", channels),
                        "status",
                        "status/#",
                        "responses",
                        "shadow/reported",
                        "shadow/get"));
    }

    private static Stream<String> below(String path, Optional<List<String>> names) {
        return names.orElse(List.of("#")).stream().map(path::concat);
    }

    private static List<String> filters(String prefix, Stream<String> limited, String... always) {
        return Stream.concat(limited, Stream.of(always)).map(prefix::concat).toList();
    }

    private static List<String> distinct(List<String> names) {
        return names.stream().distinct().toList();
    }
}
