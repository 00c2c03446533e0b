package io.muster.kit.outbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import io.muster.kit.Ids;
import io.muster.kit.outbox.OutboxPublisher.Stored;
import io.muster.kit.trace.TraceParent;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says what may get lost, past the outbox: it goes with no write, and is gone if Kafka is away. */
@ApplicationScoped
public class Announcer {

    private final OutboxPublisher publisher;
    private final String source;
    private final Clock clock = Clock.systemUTC();

    Announcer(OutboxPublisher publisher, @ConfigProperty(name = "muster.service") String service) {
        this.publisher = publisher;
        this.source = "/" + service;
    }

    /** Completes when Kafka has all of them; fails if it has not in time. */
    public Uni<Void> announce(List<? extends LifecycleEvent> events) {
        return publisher.publish(events.stream().map(this::stored).toList());
    }

    private Stored stored(LifecycleEvent event) {
        EventRecord said = EventRecord.of(event, source, Ids.next("evt"), clock.instant());
        return new Stored(said.topic(), said.key(), Map.copyOf(TraceParent.addTo(said.headers())), said.body());
    }
}
