package io.muster.registry.device;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceEvent.DeviceStatusChanged;
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
        return register(DeviceId.next(), workspace, deviceId, profile);
    }

    /** A new device under an {@code id} that was made for it elsewhere. */
    @WithTransaction
    public Uni<Device> register(DeviceId id, String workspace, String deviceId, DeviceProfile profile) {
        rules.check(deviceId, profile);
        Device device = Device.registered(id, workspace, deviceId, profile, now());
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
        return save(updated, statusChanged(device, updated));
    }

    /** Notes that a device has credentials; its first make an inactive one active. */
    public Uni<Void> noteProvisioned(Device device) {
        if (device.provisioned()) {
            return Uni.createFrom().voidItem();
        }
        Device updated = device.provisioned(now());
        DeviceEvent event = updated.status() == device.status()
                ? new DeviceUpdated(updated.revision(), updated.snapshot())
                : statusChanged(device, updated);
        return save(updated, event).replaceWithVoid();
    }

    /**
     * Ends a device and all that the registry holds of it.
     *
     * @param purgeData whether every other service must forget it, too
     */
    @WithTransaction
    public Uni<Void> delete(String workspace, String reference, boolean purgeData, LongPredicate expected) {
        return lock(workspace, reference, expected).chain(device -> delete(device, purgeData));
    }

    private Uni<Void> delete(Device device, boolean purgeData) {
        long revision = device.revision() + 1;
        return removeBelongings(device, purgeData)
                .call(() -> devices.remove(device))
                .chain(removed -> deletions.record(new Deletion(device, purgeData, revision, removed, now())))
                .chain(() -> say(new DeviceDeleted(revision, purgeData, device.snapshot())));
    }

    private Uni<Map<String, Long>> removeBelongings(Device device, boolean purgeData) {
        return Multi.createFrom()
                .iterable(belongings)
                .filter(belonging -> purgeData || !belonging.isHistory())
                .onItem()
                .transformToUniAndConcatenate(
                        belonging -> belonging.removeOf(device).map(count -> Map.entry(belonging.kind(), count)))
                .collect()
                .in(
                        () -> new LinkedHashMap<>(Map.of("devices", 1L)),
                        (removed, count) -> removed.put(count.getKey(), count.getValue()));
    }

    private Uni<Device> lock(String workspace, String reference, LongPredicate expected) {
        return devices.lock(workspace, reference).invoke(device -> {
            if (!expected.test(device.revision())) {
                throw new DeviceRefusal.DeviceChanged();
            }
        });
    }

    private Uni<Device> save(Device updated, DeviceEvent event) {
        return devices.save(updated).chain(() -> say(event)).replaceWith(updated);
    }

    private Uni<Void> say(DeviceEvent event) {
        return outbox.append(event);
    }

    private static DeviceStatusChanged statusChanged(Device before, Device after) {
        return new DeviceStatusChanged(after.revision(), before.status().word(), after.snapshot());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
