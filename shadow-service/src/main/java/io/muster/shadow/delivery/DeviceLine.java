package io.muster.shadow.delivery;

import io.muster.shadow.document.Shadow;
import io.smallrye.mutiny.Uni;

/** How a shadow reaches its device. Each {@code Uni} completes when the broker has taken the message over. */
public interface DeviceLine {

    Uni<Void> sendDelta(Shadow shadow);

    Uni<Void> sendDocument(Shadow shadow);
}
