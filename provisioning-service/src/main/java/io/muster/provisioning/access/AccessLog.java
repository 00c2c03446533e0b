package io.muster.provisioning.access;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.AccessEvent.Attempt;
import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.kit.device.DeviceFollower;
import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** Where somebody looks who wonders why a device does not come in. */
@ApplicationScoped
public class AccessLog implements DeviceFollower {

    private static final Logger LOG = Logger.getLogger(AccessLog.class);

    private final Attempts attempts;
    private final AccessSettings settings;
    private final Clock clock = Clock.systemUTC();

    AccessLog(Attempts attempts, AccessSettings settings) {
        this.attempts = attempts;
        this.settings = settings;
    }

    /** A broker has kept somebody out. */
    public Uni<Void> enter(AccessRefused refusal) {
        return attempts.add(refusal, settings.keptPerDevice());
    }

    /** We have kept somebody out, over HTTP. If that cannot be written down, they are kept out all the same. */
    public Uni<Void> enter(String device, Objection why, String address) {
        Attempt attempt =
                new Attempt("authenticate", why.reason(), why.detail(), null, "http", address, clock.instant());
        return attempts.add(device, attempt, settings.keptPerDevice())
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "attempt not kept device=%s", device))
                .onFailure()
                .recoverWithNull();
    }

    public Uni<AccessHistory> of(KnownDevice device) {
        return attempts.of(device.id());
    }

    @Override
    public Uni<Void> onDevice(DeviceEvent event) {
        return event instanceof DeviceDeleted deletion && !deletion.purgeData()
                ? attempts.forget(deletion.subject())
                : Uni.createFrom().voidItem();
    }
}
