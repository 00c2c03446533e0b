package io.muster.kit.inbox;

import java.time.Instant;

import io.muster.events.LifecycleEvent;

/**
 * An event that was heard.
 *
 * @param at when its service said it
 */
public record Heard<E extends LifecycleEvent>(E event, Instant at) {}
