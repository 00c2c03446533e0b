package io.muster.kit.idempotency;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is remembered of requests with a key, and for how long. */
@ConfigMapping(prefix = "muster.idempotency")
interface IdempotencySettings {

    /** The longest key, in characters. */
    @WithDefault("255")
    int keyLength();

    /** How long an answer can be had again. */
    @WithDefault("24h")
    Duration kept();

    /** After this a request that has not been answered is taken for dead, and its key may be used again. */
    @WithDefault("60s")
    Duration lease();
}
