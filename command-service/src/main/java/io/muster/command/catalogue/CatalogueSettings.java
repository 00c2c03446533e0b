package io.muster.command.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a workspace may write down of its commands. */
@ConfigMapping(prefix = "muster.catalogue")
public interface CatalogueSettings {

    /** The largest schema, in characters. */
    @WithDefault("65536")
    int maxSchemaSize();

    /** The most command types of a workspace. */
    @WithDefault("1000")
    int commandTypes();
}
