package io.muster.provisioning.bulk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one CSV file may hold, and how it is worked off. */
@ConfigMapping(prefix = "muster.provisioning.bulk")
interface BulkSettings {

    /** Lines after the first. */
    @WithDefault("100000")
    int maxRows();

    /** Columns. */
    @WithDefault("100")
    int maxColumns();

    /** Levels of a property such as {@code a.b.c}. */
    @WithDefault("8")
    int maxDepth();

    /** The fewest characters of a device's password. */
    @WithDefault("1")
    int minPasswordLength();

    /** The most characters of a device's password. */
    @WithDefault("128")
    int maxPasswordLength();

    /** How many devices are made at the same time. */
    @WithDefault("4")
    int lanes();

    /** The type of devices whose line names none. */
    @WithDefault("c8y_Device")
    String deviceType();
}
