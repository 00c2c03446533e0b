package io.muster.registry.timeline;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a device.
 *
 * @param device its {@code id}
 * @param origin names what it comes from, once for each device: the same origin again is the same entry
 * @param type what happened, in words with hyphens: {@code status-changed}
 * @param detail holds no secret
 */
public record TimelineEntry(
        String workspace, String device, Instant at, String origin, String type, Map<String, Object> detail) {}
