package io.muster.shadow.change;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself.
 *
 * @param patch a merge patch of the reported state
 * @param version the version of the shadow that it is based on; null if it counts whatever came in between
 */
public record Report(Map<String, @Nullable Object> patch, @Nullable Long version) {}
