package io.muster.kit.device;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.kit.inbox.Inbox;
import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    @Incoming("device-lifecycle")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.take(message, DeviceEvent.class, this::learn);
    }

    private Uni<Void> learn(DeviceEvent event) {
        return devices.learn(event).chain(() -> tellFollowers(event)).chain(() -> purgeIfAsked(event));
    }

    private Uni<Void> tellFollowers(DeviceEvent event) {
        return Multi.createFrom()
                .iterable(followers)
                .onItem()
                .transformToUniAndConcatenate(follower -> follower.onDevice(event))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Also when the deletion was known already: the first try may have ended between the two. */
    private Uni<Void> purgeIfAsked(DeviceEvent event) {
        return event instanceof DeviceDeleted deletion && deletion.purgeData()
                ? purge.purge(deletion)
                : Uni.createFrom().voidItem();
    }
}
