package io.muster.provisioning.provisioningtoken;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** One-time tokens. */
@ConfigMapping(prefix = "muster.provisioning.provisioning-token")
interface TokenLimits {

    /** How many one request may ask for. */
    @WithDefault("1000")
    int maxCount();

    /** How long a token may be used whose request does not say. */
    @WithDefault("P7D")
    Duration expiry();

    /** The longest time that may be asked for. */
    @WithDefault("P365D")
    Duration maxExpiry();

    /** How long a token is still listed after it has expired, used or not. */
    @WithDefault("P90D")
    Duration kept();
}
