package io.muster.provisioning.brokers;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.provisioning.credential.FailedLogins;
import io.muster.provisioning.credential.Held;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device may be there now, by the registry's word: an active one may, and one that the registry has not heard of
 * yet, which came in by itself. A deleted one has no credential any more.
 */
@ApplicationScoped
class DeviceStanding {

    /** So long the registry's word on a device that was just provisioned may be on its way. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final Duration POLL = Duration.ofMillis(100);

    private final KnownDevices devices;
    private final FailedLogins failed;
    private final Clock clock = Clock.systemUTC();

    private enum Verdict {
        FIT,
        UNFIT,
        PERHAPS_SOON
    }

    DeviceStanding(KnownDevices devices, FailedLogins failed) {
        this.devices = devices;
        this.failed = failed;
    }

    Uni<Boolean> isFit(Held held) {
        return verdict(held).map(verdict -> verdict == Verdict.FIT);
    }

    /**
     * Waits for a device that was provisioned this moment to become active; of one that is kept out, its people are told.
     *
     * @param address from where it comes
     */
    Uni<Boolean> awaitFit(Held held, Duration limit, String address) {
        long tries = Math.max(1, limit.dividedBy(POLL));
        return verdict(held)
                .repeat()
                .withDelay(POLL)
                .whilst(verdict -> verdict == Verdict.PERHAPS_SOON)
                .select()
                .first(tries)
                .collect()
                .last()
                .map(verdict -> verdict == Verdict.FIT)
                .call(fit -> fit ? Uni.createFrom().voidItem() : note(held, address));
    }

    private Uni<Verdict> verdict(Held held) {
        return devices.byId(held.device()).map(device -> verdict(device, held));
    }

    private Verdict verdict(@Nullable KnownDevice device, Held held) {
        if (device == null || device.isReachableByStatus()) {
            return Verdict.FIT;
        }
        boolean fresh = held.credential().createdAt().plus(FRESH).isAfter(clock.instant());
        return fresh && !device.isKeptOut() ? Verdict.PERHAPS_SOON : Verdict.UNFIT;
    }

    private Uni<Void> note(Held held, String address) {
        return devices.byId(held.device())
                .chain(device -> device == null ? Uni.createFrom().voidItem() : failed.note(device, address));
    }
}
