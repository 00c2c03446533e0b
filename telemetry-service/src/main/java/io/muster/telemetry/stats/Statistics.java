package io.muster.telemetry.stats;

import java.time.Instant;

import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Uni;

/** What is counted as messages come. */
public interface Statistics {

    /** What came of the device in the period before now, in whole slots of five minutes. */
    Uni<Traffic> of(KnownDevice device, Period period, Instant now);
}
