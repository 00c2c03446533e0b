package io.muster.registry.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.InvalidRequest;
import io.muster.registry.device.DeviceRefusal.DeviceIdTaken;
import io.muster.registry.device.Registration.Created;
import io.muster.registry.device.Registration.Failed;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Registers many devices, each for itself: one that is wrong or whose name is taken fails alone. A part of a list is
 * one transaction, so that a list of any length needs little memory and holds no lock for long.
 */
@ApplicationScoped
public class BatchRegistration {

    private static final Logger LOG = Logger.getLogger(BatchRegistration.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final int RETRIES = 2;

    private final DeviceBatches batches;
    private final DeviceRules rules;
    private final Clock clock = Clock.systemUTC();

    BatchRegistration(DeviceBatches batches, DeviceRules rules) {
        this.batches = batches;
        this.rules = rules;
    }

    /**
     * Registers a part of a list.
     *
     * @param names those that the parts before held; those of this part are added
     * @return what became of each, in the order of the candidates
     */
    public Uni<List<Registration>> register(String workspace, List<Candidate> candidates, Set<String> names) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<Integer, Device> devices = new TreeMap<>();
        Map<Integer, Registration> outcomes = new TreeMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            try {
                devices.put(i, device(workspace, candidate, names, now));
            } catch (InvalidRequest | DeviceIdTaken refusal) {
                outcomes.put(i, Failed.of(candidate.deviceId(), refusal));
            }
        }
        return add(devices, outcomes).map(all -> List.copyOf(all.values()));
    }

    private Device device(String workspace, Candidate candidate, Set<String> names, Instant now) {
        DeviceProfile profile = candidate.profile();
        String deviceId = candidate.deviceId();
        if (profile == null || deviceId == null) {
            throw new InvalidRequest(candidate.errors());
        }
        rules.check(deviceId, profile);
        if (!names.add(deviceId)) {
            throw new DeviceIdTaken(deviceId);
        }
        return Device.registered(DeviceId.next(), workspace, deviceId, profile, now);
    }

    private Uni<Map<Integer, Registration>> add(Map<Integer, Device> devices, Map<Integer, Registration> outcomes) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(outcomes);
        }
        return Uni.createFrom()
                .deferred(() -> batches.add(new ArrayList<>(devices.values())))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY)
                .atMost(RETRIES)
                .invoke(there -> devices.forEach((place, device) -> outcomes.put(place, outcome(device, there))))
                .replaceWith(outcomes)
                .onFailure()
                .recoverWithItem(failure -> uncertain(devices, outcomes, failure));
    }

    private static Registration outcome(Device device, Set<DeviceId> there) {
        return there.contains(device.id())
                ? new Created(device.deviceId(), device.id())
                : Failed.of(device.deviceId(), new DeviceIdTaken(device.deviceId()));
    }

    private static Map<Integer, Registration> uncertain(
            Map<Integer, Device> devices, Map<Integer, Registration> outcomes, Throwable failure) {
        LOG.warnf("part of a batch not registered devices=%d reason=%s", devices.size(), failure.toString());
        devices.forEach((place, device) -> outcomes.put(place, Failed.uncertain(device.deviceId())));
        return outcomes;
    }
}
