package io.muster.provisioning.signing;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The keys that sign the tokens of devices. */
@ConfigMapping(prefix = "muster.provisioning.token")
public interface TokenSettings {

    /** How long the service may take at start to read its signing key or make the first one. */
    @WithDefault("60s")
    Duration keyWait();

    /** How long a key signs before the next one does. */
    @WithDefault("P90D")
    Duration keyLife();

    /** How long before it signs a key is published; longer than anybody keeps a set of keys. */
    @WithDefault("30m")
    Duration keyLead();

    /** How long a key that no longer signs stays published in any case; and as long as a valid token needs it. */
    @WithDefault("P7D")
    Duration keyOverlap();

    /** How long the signing key stays opened in memory; for so long it signs on after the next one has begun to. */
    @WithDefault("10s")
    Duration keyOpened();

    /** How often a replica looks whether another key is due. */
    @WithDefault("1m")
    Duration keyCheck();
}
