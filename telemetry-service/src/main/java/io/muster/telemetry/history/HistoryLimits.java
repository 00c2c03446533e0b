package io.muster.telemetry.history;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the past one request gets. */
@ConfigMapping(prefix = "muster.history")
public interface HistoryLimits {

    /** Readings, where the caller asks for no number. */
    @WithDefault("100")
    int defaultLimit();

    /** The most readings that a caller may ask for. */
    @WithDefault("1000")
    int maxLimit();

    /** How far back is looked, where the caller says no start. */
    @WithDefault("24h")
    Duration defaultSpan();

    /** The most names of values that one request may pick. */
    @WithDefault("50")
    int maxKeys();

    /** The longest of these names, in letters. */
    @WithDefault("256")
    int maxKeyLength();

    /** Readings that an export holds in memory at a time. */
    @WithDefault("1000")
    int exportPage();

    /**
     * The bytes of values, as JSON, that a page or a piece of an export holds; it ends early, after one reading at least,
     * where there would be more. In memory they take many times that.
     */
    @WithDefault("2M")
    MemorySize pageBytes();
}
