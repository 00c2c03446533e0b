package io.muster.registry.device;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A place in WGS 84.
 *
 * @param lat degrees, -90 to 90
 * @param lng degrees, -180 to 180
 * @param accuracy metres
 * @param timestamp when the device was there
 */
public record Location(double lat, double lng, @Nullable Double accuracy, Instant timestamp) {}
