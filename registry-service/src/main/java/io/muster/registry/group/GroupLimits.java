package io.muster.registry.group;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many groups there may be, and how large. Lengths are in characters (Unicode code points). */
@ConfigMapping(prefix = "muster.registry.group")
public interface GroupLimits {

    @WithDefault("200")
    int nameLength();

    @WithDefault("2000")
    int descriptionLength();

    @WithDefault("50")
    int tags();

    @WithDefault("64")
    int tagLength();

    /** How many groups a workspace may have. */
    @WithDefault("10000")
    int groups();

    /** How many of them may be kept by a query: each change of a device is compared with every one. */
    @WithDefault("50")
    int dynamicGroups();

    /** How many levels of groups in groups there may be, the top included. */
    @WithDefault("10")
    int depth();

    /** How many devices one request may name. */
    @WithDefault("10000")
    int devicesPerRequest();

    /** How many members come or leave in one transaction. */
    @WithDefault("500")
    int devicesPerTransaction();

    /** How many devices a group may have. */
    @WithDefault("100000")
    int members();

    Upkeep upkeep();

    /** What goes on behind the answers: members follow their queries, and those of deleted groups leave. */
    interface Upkeep {

        /** How often a replica looks whether there is something to do. */
        @WithDefault("1s")
        Duration interval();

        /** How often a query that depends on the time is put to the whole workspace. */
        @WithDefault("3s")
        Duration clockInterval();

        /** How many notes of changed devices are gone through at a time. */
        @WithDefault("2000")
        int notes();
    }
}
