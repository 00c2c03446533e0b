package io.muster.shadow.derivation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How values are carried over from telemetry. */
@ConfigMapping(prefix = "muster.derivation")
interface DerivationLimits {

    /** How many devices' shadows are changed at the same time; people and devices are not to wait for a connection. */
    @WithDefault("4")
    int devicesAtOnce();
}
