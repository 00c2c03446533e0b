package io.muster.command.rollout;

import java.util.Optional;

import io.muster.command.audience.Audience;

/** Whom a rollout is for. */
public sealed interface Target {

    /** Who it is when it is looked; empty if they were chosen once and for all. */
    Optional<Audience> audience();

    record Group(String id) implements Target {
        @Override
        public Optional<Audience> audience() {
            return Optional.of(new Audience.Members(id));
        }
    }

    /** @param devices how many were listed */
    record Listed(int devices) implements Target {
        @Override
        public Optional<Audience> audience() {
            return Optional.empty();
        }
    }
}
