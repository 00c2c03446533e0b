package io.muster.registry.search;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What searches may cost. */
@ConfigMapping(prefix = "muster.registry.search")
public interface SearchSettings {

    /** The most words that {@code q} may have. */
    @WithDefault("10")
    int words();

    /** The most values of all other filters together. */
    @WithDefault("50")
    int filters();

    /**
     * Up to this many devices are all found and then sorted; of more, the order is walked until a page is full. A walk
     * to a few that are at its end would read the whole workspace.
     */
    @WithDefault("1000")
    long sortedTotal();

    /** Totals up to this many devices are counted for each page; larger ones may be as old as {@link #totalAge}. */
    @WithDefault("10000")
    long exactTotal();

    /** How long a large total is taken for true. */
    @WithDefault("2s")
    Duration totalAge();

    /** How many large totals are remembered. */
    @WithDefault("1000")
    int rememberedTotals();

    /** Devices that an export reads at a time. */
    @WithDefault("500")
    int exportBatch();
}
