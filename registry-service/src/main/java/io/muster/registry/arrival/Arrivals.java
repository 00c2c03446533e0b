package io.muster.registry.arrival;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceOnboarded;
import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.trace.Subject;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceBatches;
import io.muster.registry.device.DeviceId;
import io.muster.registry.device.DeviceInfo;
import io.muster.registry.device.DeviceProfile;
import io.muster.registry.device.DeviceRules;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Registers the devices that the provisioning service has let in, under the {@code id} it gave them. A name that the
 * workspace has given to another device meanwhile stays with that one: nothing is said of the newcomer then, and the
 * provisioning service, which hears of the other, takes its credentials back.
 */
@ApplicationScoped
public class Arrivals {

    private static final Logger LOG = Logger.getLogger(Arrivals.class);

    private final DeviceRules rules;
    private final DeviceBatches batches;
    private final Settlement settlement;
    private final Clock clock = Clock.systemUTC();

    Arrivals(DeviceRules rules, DeviceBatches batches, Settlement settlement) {
        this.rules = rules;
        this.batches = batches;
        this.settlement = settlement;
    }

    /**
     * Registers each newcomer, unless it is registered already, was deleted since, or its name is taken, and brings
     * those that are there into their groups. May be called again with the same ones.
     */
    public Uni<Void> welcome(List<DeviceOnboarded> newcomers) {
        List<DeviceOnboarded> admitted =
                newcomers.stream().filter(this::isAllowed).toList();
        if (admitted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return batches.add(admitted.stream().map(this::device).toList())
                .map(there -> admitted.stream()
                        .filter(newcomer -> there.contains(new DeviceId(newcomer.device())))
                        .toList())
                .chain(settlement::settle);
    }

    private boolean isAllowed(DeviceOnboarded newcomer) {
        try {
            rules.check(newcomer.deviceId(), profile(newcomer));
            return true;
        } catch (InvalidRequest refusal) {
            refused(newcomer, refusal);
            return false;
        }
    }

    private Device device(DeviceOnboarded newcomer) {
        return Device.registered(
                new DeviceId(newcomer.device()),
                newcomer.workspace(),
                newcomer.deviceId(),
                profile(newcomer),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** The limits here are narrower than those of the service that let it in; trying again would not help. */
    private static void refused(DeviceOnboarded newcomer, InvalidRequest refusal) {
        Subject.of(newcomer.workspace(), newcomer.device())
                .during(() -> LOG.warnf(
                        "newcomer not registered workspace=%s device=%s reason=%s",
                        newcomer.workspace(), newcomer.device(), refusal.getMessage()));
    }

    private static DeviceProfile profile(DeviceOnboarded newcomer) {
        return new DeviceProfile(
                newcomer.type(),
                newcomer.name(),
                null,
                DeviceInfo.of(newcomer.info()),
                newcomer.tags(),
                newcomer.metadata());
    }
}
