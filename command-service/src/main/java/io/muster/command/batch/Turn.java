package io.muster.command.batch;

import org.jspecify.annotations.Nullable;

/**
 * A batch that holds executions back.
 *
 * @param remaining how many at most
 * @param maxPerSecond its own pace; null if it has none
 * @param bucket what its own pace allows; of no meaning if it has none
 */
public record Turn(String batch, String workspace, long remaining, @Nullable Double maxPerSecond, Bucket bucket) {}
