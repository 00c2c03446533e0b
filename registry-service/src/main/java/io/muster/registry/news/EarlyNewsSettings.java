package io.muster.registry.news;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long news of devices that are not registered is of any use. */
@ConfigMapping(prefix = "muster.registry.early-news")
public interface EarlyNewsSettings {

    /** As long as the request to register a device may be on its way: the retention of {@code device-onboarding}. */
    @WithDefault("7d")
    Duration kept();
}
