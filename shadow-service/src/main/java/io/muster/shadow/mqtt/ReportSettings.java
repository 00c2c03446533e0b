package io.muster.shadow.mqtt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How reports are taken in. */
@ConfigMapping(prefix = "muster.reports")
interface ReportSettings {

    /** How many devices' shadows are changed at the same time; below the size of the database pool. */
    @WithDefault("8")
    int devicesAtOnce();
}
