package io.muster.shadow.fleet;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What many are to become.
 *
 * @param desired the merge patch
 * @param author who wants it
 */
public record NewBatch(String id, String workspace, Map<String, @Nullable Object> desired, String author) {}
