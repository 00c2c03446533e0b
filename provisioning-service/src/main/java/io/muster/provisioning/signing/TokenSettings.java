package io.muster.provisioning.signing;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The tokens of devices. */
@ConfigMapping(prefix = "muster.provisioning.token")
public interface TokenSettings {

    /** How long the service may take at start to read its signing key or make the first one. */
    @WithDefault("60s")
    Duration keyWait();
}
