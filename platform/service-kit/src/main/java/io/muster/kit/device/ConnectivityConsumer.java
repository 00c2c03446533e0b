package io.muster.kit.device;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
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

    /** What has come together: a fleet that comes back says more than one statement at a time can take in. */
    @Incoming("device-connectivity")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(
                messages,
                ConnectivityEvent.class,
                heard -> learn(heard.stream().map(Heard::event).toList()));
    }

    private Uni<Void> learn(List<ConnectivityEvent> events) {
        return sessions.learn(events)
                .chain(news -> news.isEmpty() ? Uni.createFrom().voidItem() : tellFollowers(news));
    }

    private Uni<Void> tellFollowers(List<ConnectivityEvent> news) {
        return Multi.createFrom()
                .iterable(followers)
                .onItem()
                .transformToUniAndConcatenate(follower -> follower.onConnectivity(news))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
