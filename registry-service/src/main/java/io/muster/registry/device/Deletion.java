package io.muster.registry.device;

import java.time.Instant;
import java.util.Map;

/**
 * The end of a device.
 *
 * @param device as it was
 * @param purgeData whether the other services must forget it, too
 * @param revision of the event that says so
 * @param removed rows that went here, by what they were
 */
public record Deletion(Device device, boolean purgeData, long revision, Map<String, Long> removed, Instant at) {}
