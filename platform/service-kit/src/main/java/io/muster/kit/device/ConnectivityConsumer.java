package io.muster.kit.device;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.kit.inbox.Inbox;
import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from the broker who is there, in the services that send something to devices. */
@ApplicationScoped
@IfBuildProperty(name = "muster.device.sessions", stringValue = "true")
class ConnectivityConsumer {

    private final Inbox inbox;
    private final DeviceSessions sessions;
    private final List<DeviceFollower> followers;

    ConnectivityConsumer(Inbox inbox, DeviceSessions sessions, @All List<DeviceFollower> followers) {
        this.inbox = inbox;
        this.sessions = sessions;
        this.followers = followers;
    }

    @Incoming("device-connectivity")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.take(message, ConnectivityEvent.class, this::learn);
    }

    private Uni<Void> learn(ConnectivityEvent event) {
        return sessions.learn(event)
                .chain(newest ->
                        newest ? tellFollowers(event) : Uni.createFrom().voidItem());
    }

    private Uni<Void> tellFollowers(ConnectivityEvent event) {
        return Multi.createFrom()
                .iterable(followers)
                .onItem()
                .transformToUniAndConcatenate(follower -> follower.onConnectivity(event))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
