package io.muster.registry.bulk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one request may change. */
@ConfigMapping(prefix = "muster.registry.bulk")
interface BulkLimits {

    /** How many devices one request may name or find. */
    @WithDefault("10000")
    int devices();

    /** How many devices are changed in one transaction. */
    @WithDefault("500")
    int devicesPerTransaction();
}
