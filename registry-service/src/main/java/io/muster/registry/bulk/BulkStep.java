package io.muster.registry.bulk;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.kit.outbox.Outbox;
import io.muster.kit.problem.InvalidRequest;
import io.muster.registry.bulk.BulkResult.Outcome;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceId;
import io.muster.registry.device.DeviceRules;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Changes as many devices as fit into one transaction, with an event for each that has changed. */
@ApplicationScoped
class BulkStep {

    /** What became of a device, and why if it failed. */
    record Done(Outcome outcome, @Nullable String error) {}

    private final BulkDevices devices;
    private final DeviceRules rules;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    BulkStep(BulkDevices devices, DeviceRules rules, Outbox outbox) {
        this.devices = devices;
        this.rules = rules;
        this.outbox = outbox;
    }

    /** What became of each device that is there. */
    @WithTransaction
    Uni<Map<DeviceId, Done>> take(String workspace, List<DeviceId> ids, BulkChange change) {
        return devices.lock(workspace, ids).chain(found -> take(found, change));
    }

    private Uni<Map<DeviceId, Done>> take(List<Device> found, BulkChange change) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<DeviceId, Done> done = new LinkedHashMap<>();
        List<Device> changed = new ArrayList<>();
        List<DeviceEvent> events = new ArrayList<>();
        for (Device device : found) {
            try {
                Device after = change.appliedTo(device, rules, now);
                if (after.revision() == device.revision()) {
                    done.put(device.id(), new Done(Outcome.UNCHANGED, null));
                } else {
                    changed.add(after);
                    events.add(change.event(device, after));
                    done.put(device.id(), new Done(Outcome.UPDATED, null));
                }
            } catch (InvalidRequest refused) {
                done.put(device.id(), new Done(Outcome.FAILED, refused.detail()));
            }
        }
        return devices.save(changed).chain(() -> outbox.append(events)).replaceWith(done);
    }
}
