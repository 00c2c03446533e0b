package io.muster.telemetry.configuration;

import java.util.Collection;

import io.muster.events.ShadowEvent;
import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Uni;

/** What the shadows of devices last said. */
public interface PendingConfigurations {

    /** Whether the device has not yet reported all that is desired of it. */
    Uni<Boolean> isPending(KnownDevice device);

    /** Takes the words of shadows, one of each, unless newer ones are known. */
    Uni<Void> learn(Collection<ShadowEvent> events);
}
