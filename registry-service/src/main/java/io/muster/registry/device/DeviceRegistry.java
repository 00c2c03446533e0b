package io.muster.registry.device;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceEvent.DeviceUpdated;
import io.muster.kit.outbox.Outbox;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Where devices are registered, changed and deleted. Everything that happens is said on {@code device-lifecycle}. */
@ApplicationScoped
public class DeviceRegistry {

    private final Devices devices;
    private final Deletions deletions;
    private final List<DeviceBelongings> belongings;
    private final DeviceRules rules;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    DeviceRegistry(
            Devices devices,
            Deletions deletions,
            @All List<DeviceBelongings> belongings,
            DeviceRules rules,
            Outbox outbox) {
        this.devices = devices;
        this.deletions = deletions;
        this.belongings = belongings;
        this.rules = rules;
        this.outbox = outbox;
    }

    /** A new device: inactive, and without credentials. */
    @WithTransaction
    public Uni<Device> register(String workspace, String deviceId, DeviceProfile profile) {
        rules.check(deviceId, profile);
        Device device = Device.registered(DeviceId.next(), workspace, deviceId, profile, now());
        return devices.add(device)
                .chain(() -> say(new DeviceRegistered(device.revision(), device.snapshot())))
                .replaceWith(device);
    }

    /**
     * Changes what is said of a device. A patch that changes nothing leaves the revision as it is.
     *
     * @param expected which revisions the caller's change may be based on
     */
    @WithTransaction
    public Uni<Device> update(String workspace, String reference, DevicePatch patch, LongPredicate expected) {
        return lock(workspace, reference, expected)
                .chain(device -> update(device, patch.applyTo(device.profile(), now())));
    }

    private Uni<Device> update(Device device, DeviceProfile profile) {
        List<String> changed = profile.differencesFrom(device.profile());
        if (changed.isEmpty()) {
            return Uni.createFrom().item(device);
        }
        rules.check(profile);
        Device updated = device.with(profile, now());
        return save(updated, new DeviceUpdated(updated.revision(), changed, updated.snapshot()));
    }

    /** Lets a device take part, or not. The status it has already leaves the revision as it is. */
    @WithTransaction
    public Uni<Device> setStatus(String workspace, String reference, DeviceStatus status, LongPredicate expected) {
        return lock(workspace, reference, expected)
                .chain(device -> device.status() == status ? Uni.createFrom().item(device) : setStatus(device, status));
    }

    private Uni<Device> setStatus(Device device, DeviceStatus status) {
        Device updated = device.with(status, now());
        return save(updated, updated.changedFrom(device));
    }

    /**
     * Ends a device and all that the registry holds of it.
     *
     * @param reference either of its names; with {@code purgeData} also the {@code id} of a device that was deleted
     *     without, whose history goes now
     * @param purgeData whether every other service must forget it, too
     */
    @WithTransaction
    public Uni<Void> delete(String workspace, String reference, boolean purgeData, LongPredicate expected) {
        return lock(workspace, reference, expected)
                .chain(device -> delete(device, purgeData))
                .onFailure(failure -> purgeData && failure instanceof DeviceRefusal.DeviceUnknown)
                .recoverWithUni(() -> purgeKept(workspace, reference, expected));
    }

    private Uni<Void> delete(Device device, boolean purgeData) {
        long revision = device.revision() + 1;
        return removeBelongings(device.id(), belonging -> purgeData || !belonging.isHistory())
                .invoke(removed -> removed.put("devices", 1L))
                .call(() -> devices.remove(device))
                .chain(removed -> deletions.record(new Deletion(device, purgeData, revision, removed, now())))
                .chain(() -> say(new DeviceDeleted(revision, purgeData, device.snapshot())));
    }

    private Uni<Void> purgeKept(String workspace, String id, LongPredicate expected) {
        return deletions
                .lockKept(workspace, id)
                .onItem()
                .ifNull()
                .failWith(() -> new DeviceRefusal.DeviceUnknown(id))
                .invoke(device -> requireRevision(device.revision(), expected))
                .chain(this::purge);
    }

    private Uni<Void> purge(DeletedDevice device) {
        long revision = device.revision() + 1;
        return removeBelongings(device.id(), DeviceBelongings::isHistory)
                .chain(removed -> deletions.recordPurge(device, revision, removed, now()))
                .chain(() -> say(new DeviceDeleted(revision, true, device.snapshot())));
    }

    private Uni<Map<String, Long>> removeBelongings(DeviceId device, Predicate<DeviceBelongings> which) {
        return Multi.createFrom()
                .iterable(belongings)
                .filter(which)
                .onItem()
                .transformToUniAndConcatenate(
                        belonging -> belonging.removeOf(device).map(count -> Map.entry(belonging.kind(), count)))
                .collect()
                .in(LinkedHashMap::new, (removed, count) -> removed.put(count.getKey(), count.getValue()));
    }

    private Uni<Device> lock(String workspace, String reference, LongPredicate expected) {
        return devices.lock(workspace, reference).invoke(device -> requireRevision(device.revision(), expected));
    }

    private static void requireRevision(long revision, LongPredicate expected) {
        if (!expected.test(revision)) {
            throw new DeviceRefusal.DeviceChanged();
        }
    }

    private Uni<Device> save(Device updated, DeviceEvent event) {
        return devices.save(updated).chain(() -> say(event)).replaceWith(updated);
    }

    private Uni<Void> say(DeviceEvent event) {
        return outbox.append(event);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
