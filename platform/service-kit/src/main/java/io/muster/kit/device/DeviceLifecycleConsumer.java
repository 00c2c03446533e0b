package io.muster.kit.device;

import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears the registry, in every service but the registry itself. */
@ApplicationScoped
@IfBuildProperty(name = "muster.device.known", stringValue = "true", enableIfMissing = true)
class DeviceLifecycleConsumer {

    private final Inbox inbox;
    private final KnownDevices devices;
    private final DevicePurge purge;
    private final List<DeviceFollower> followers;

    DeviceLifecycleConsumer(Inbox inbox, KnownDevices devices, DevicePurge purge, @All List<DeviceFollower> followers) {
        this.inbox = inbox;
        this.devices = devices;
        this.purge = purge;
        this.followers = followers;
    }

    /** What has come together: a registry that registers thousands a second must not leave its followers behind. */
    @Incoming("device-lifecycle")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(
                messages,
                DeviceEvent.class,
                heard -> learn(heard.stream().map(Heard::event).toList()));
    }

    private Uni<Void> learn(List<DeviceEvent> events) {
        return devices.learn(events).chain(() -> tellFollowers(events)).chain(() -> purgeWhereAsked(events));
    }

    private Uni<Void> tellFollowers(List<DeviceEvent> events) {
        return inTurn(followers, follower -> follower.onDevices(events));
    }

    /** Also when the deletion was known already: the first try may have ended between the two. */
    private Uni<Void> purgeWhereAsked(List<DeviceEvent> events) {
        List<DeviceDeleted> purged = events.stream()
                .filter(DeviceDeleted.class::isInstance)
                .map(DeviceDeleted.class::cast)
                .filter(DeviceDeleted::purgeData)
                .toList();
        return inTurn(purged, purge::purge);
    }

    private static <T> Uni<Void> inTurn(List<T> items, Function<T, Uni<? extends Void>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
