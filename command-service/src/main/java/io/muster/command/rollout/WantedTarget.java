package io.muster.command.rollout;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Whom somebody asks a rollout for: one of these. */
public record WantedTarget(@Nullable String group, @Nullable List<String> deviceIds, @Nullable String query) {

    boolean isOne() {
        return Stream.of(group, deviceIds, query).filter(Objects::nonNull).count() == 1;
    }
}
