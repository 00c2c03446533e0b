package io.muster.kit.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a query may ask. */
@ConfigMapping(prefix = "muster.query")
public interface QuerySettings {

    /** The longest query, in characters. */
    @WithDefault("4000")
    int length();

    /** The deepest nesting of brackets and NOT, in levels. */
    @WithDefault("16")
    int depth();

    /** The deepest a field below an open one may lie, such as {@code metadata.load.max} with 2, in keys. */
    @WithDefault("32")
    int pathKeys();

    /** The most tests of a field in one query. */
    @WithDefault("50")
    int terms();

    /** The most values in one list of IN or HAS. */
    @WithDefault("200")
    int listedValues();
}
