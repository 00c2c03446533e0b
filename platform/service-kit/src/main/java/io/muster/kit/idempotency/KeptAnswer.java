package io.muster.kit.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * How a request was answered.
 *
 * @param body JSON, empty if nothing was said
 */
record KeptAnswer(int status, @Nullable String location, @Nullable String etag, @Nullable String body) {}
