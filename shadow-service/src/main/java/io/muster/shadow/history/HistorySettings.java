package io.muster.shadow.history;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How versions are kept; for how long says {@code muster.shadow.history}. */
@ConfigMapping(prefix = "muster.history")
public interface HistorySettings {

    /** Every so many versions the whole document is kept, and only what changes of the others. */
    @WithDefault("50")
    int wholeEvery();

    /** How often it is looked for what has been kept for long enough. */
    @WithDefault("1h")
    Duration interval();

    /** The most shadows of which versions are forgotten in one statement. */
    @WithDefault("100")
    int shadowsAtOnce();
}
