package io.muster.provisioning.credential;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What credentials may be asked for. */
@ConfigMapping(prefix = "muster.provisioning.credential")
interface CredentialSettings {

    /** The longest life that may be asked for, in days; what a certificate that should not expire gets. */
    @WithDefault("3650")
    int maxExpiryDays();

    /** How many channels, and how many commands, a credential may be limited to; the broker admits no more channels. */
    @WithDefault("32")
    int maxListedTopics();

    /** How long before now a credential begins, because devices' clocks run behind. */
    @WithDefault("5m")
    Duration backdating();

    /** The longest time for which a credential may stay valid beside its successor. */
    @WithDefault("P7D")
    Duration maxOverlap();

    /** The longest certificate request, in characters of PEM. */
    @WithDefault("16384")
    int maxCsrLength();

    /** How many credentials of one device may be valid at once. */
    @WithDefault("50")
    int maxPerDevice();

    /** How many credentials of one device that are not valid any more are still listed; the newest ones. */
    @WithDefault("20")
    int keptPerDevice();
}
