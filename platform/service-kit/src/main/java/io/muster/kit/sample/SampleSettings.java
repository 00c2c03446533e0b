package io.muster.kit.sample;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the database is asked for what the metrics say of it. */
@ConfigMapping(prefix = "muster.samples")
interface SampleSettings {

    /** Between two rounds; each replica has its own. */
    @WithDefault("15s")
    Duration interval();

    /** How many rows a statement looks at. A gauge that counts up to this says that there are so many or more. */
    @WithDefault("10000")
    int rows();
}
