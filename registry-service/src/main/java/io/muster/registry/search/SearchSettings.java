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
    @WithDefault("4000")
    long sortedTotal();

    /** Totals up to this many devices are counted for each page; larger ones are remembered. */
    @WithDefault("1000")
    long exactTotal();

    /** How old a large total may be before it is counted again; the page that finds it so old does not wait for that. */
    @WithDefault("10s")
    Duration totalAge();

    /** How old a large total may be at most: a page that finds none younger waits until it is counted. */
    @WithDefault("1m")
    Duration totalKept();

    /** How many large totals are remembered. */
    @WithDefault("1000")
    int rememberedTotals();

    /** Devices that an export reads at a time. */
    @WithDefault("500")
    int exportBatch();
}
