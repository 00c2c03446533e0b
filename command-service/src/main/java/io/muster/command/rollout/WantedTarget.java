package io.muster.command.rollout;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Whom somebody asks a rollout for: one of these. */
public record WantedTarget(@Nullable String group, @Nullable List<String> deviceIds) {}
