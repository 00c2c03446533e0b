package io.muster.registry.purge;

import java.time.Duration;
import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is remembered of deleted devices, and for how long. */
@ConfigMapping(prefix = "muster.registry.purge")
public interface PurgeSettings {

    /** The services that a purge waits for; a report names those that have not answered. */
    @WithDefault("provisioning,telemetry,command,shadow")
    List<String> services();

    /** How long the report on a deleted device can be read; older ones go when further devices are deleted. */
    @WithDefault("400d")
    Duration kept();
}
