package io.muster.telemetry.health;

import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Uni;

/** What devices last said of themselves. */
public interface Healths {

    Uni<LastWords> of(KnownDevice device);
}
