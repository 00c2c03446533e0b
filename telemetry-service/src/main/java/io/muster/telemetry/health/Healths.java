package io.muster.telemetry.health;

import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Uni;

/** What devices last said of themselves. */
public interface Healths {

    /** What the device last said of its health, and when it was heard; nothing of it if it has never said anything. */
    Uni<LastWords> of(KnownDevice device);
}
