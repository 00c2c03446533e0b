package io.muster.shadow.mqtt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How reports are taken in. */
@ConfigMapping(prefix = "muster.reports")
interface ReportSettings {

    /** How many shadows are to be changed at the same time; they share transactions. */
    @WithDefault("100")
    int devicesAtOnce();
}
