package io.muster.kit.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.EventJson;
import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes one record in. A record that cannot be read fails, and the channel puts it on its dead-letter topic; one that
 * can be read is handled until the handler succeeds, because a database that is away for an hour is no reason to
 * forget what another service said. Handlers are idempotent and ignore older revisions.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final InboxSettings settings;

    Inbox(InboxSettings settings) {
        this.settings = settings;
    }

    /**
     * Hands the record's event to the handler.
     *
     * @param kind what the caller expects on this topic; anything else, and tombstones, are passed over
     */
    public <E extends LifecycleEvent> Uni<Void> take(
            ConsumerRecord<String, byte[]> message, Class<E> kind, Function<E, Uni<Void>> handler) {
        return Uni.createFrom()
                .item(() -> event(message).filter(kind::isInstance).map(kind::cast))
                .chain(event -> event.isPresent()
                        ? untilHandled(event.get(), handler)
                        : Uni.createFrom().voidItem());
    }

    private <E extends LifecycleEvent> Uni<Void> untilHandled(E event, Function<E, Uni<Void>> handler) {
        return Uni.createFrom()
                .deferred(() -> handler.apply(event))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "event not taken in, will be tried again topic=%s key=%s revision=%d reason=%s",
                        event.topic().topicName(), event.key(), event.revision(), failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(settings.firstRetry(), settings.lastRetry())
                .indefinitely();
    }

    private static Optional<LifecycleEvent> event(ConsumerRecord<String, byte[]> message) {
        byte @Nullable [] body = message.value();
        Header type = message.headers().lastHeader(EventRecord.TYPE);
        if (body == null || type == null) {
            return Optional.empty();
        }
        return EventJson.read(new String(type.value(), StandardCharsets.UTF_8), body);
    }
}
