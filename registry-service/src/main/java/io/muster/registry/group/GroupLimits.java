package io.muster.registry.group;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large groups may be. Lengths are in characters (Unicode code points). */
@ConfigMapping(prefix = "muster.registry.group")
interface GroupLimits {

    @WithDefault("200")
    int nameLength();

    @WithDefault("2000")
    int descriptionLength();

    @WithDefault("50")
    int tags();

    @WithDefault("64")
    int tagLength();

    /** How many devices one request may name. */
    @WithDefault("1000")
    int devicesPerRequest();

    /** How many devices a group may have. Deleting a group says an event for each of them in one transaction. */
    @WithDefault("10000")
    int members();
}
