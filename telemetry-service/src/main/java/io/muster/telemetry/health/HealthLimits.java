package io.muster.telemetry.health;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** From which values on a device is not well. */
@ConfigMapping(prefix = "muster.health")
public interface HealthLimits {

    /** A device that has said nothing for longer is offline. */
    @WithDefault("15m")
    Duration offlineAfter();

    /** Percent; a battery at or below. */
    Low battery();

    /** Percent; a signal at or below. */
    Low signal();

    /** dBm, which are negative; a signal at or below. */
    Weak signalDbm();

    /** Percent; use of memory, processor and storage at or above. */
    High usage();

    /** Degrees Celsius; a temperature at or above. */
    Hot temperature();

    /** What is bad when it is low. */
    interface Low {

        @WithDefault("20")
        double warning();

        @WithDefault("5")
        double critical();
    }

    /** What is bad when it is low, in dBm. */
    interface Weak {

        @WithDefault("-85")
        double warning();

        @WithDefault("-100")
        double critical();
    }

    /** What is bad when it is high, in percent. */
    interface High {

        @WithDefault("85")
        double warning();

        @WithDefault("95")
        double critical();
    }

    /** What is bad when it is high, in degrees. */
    interface Hot {

        @WithDefault("70")
        double warning();

        @WithDefault("85")
        double critical();
    }
}
