package io.muster.kit.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.EventJson;
import io.muster.events.EventJson.UnreadableEvent;
import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes records in. A record that cannot be read fails, and the channel puts it on its dead-letter topic; one that
 * can be read is handled until the handler succeeds, because a database that is away for an hour is no reason to
 * forget what another service said. Handlers are idempotent and ignore older revisions.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final InboxSettings settings;
    private final InboxMeters meters;

    Inbox(InboxSettings settings, InboxMeters meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * Hands the record's event to the handler.
     *
     * @param kind what the caller expects on this topic; anything else, and tombstones, are passed over
     */
    public <E extends LifecycleEvent> Uni<Void> take(
            ConsumerRecord<String, byte[]> message, Class<E> kind, Function<E, Uni<Void>> handler) {
        InboxMeters.OfTopic topic = meters.of(message.topic());
        return Uni.createFrom()
                .item(() -> event(message.headers(), message.value(), kind))
                .onFailure()
                .invoke(() -> topic.unreadable().increment())
                .chain(event -> event.isPresent()
                        ? untilHandled(
                                        () -> handler.apply(event.get()),
                                        message.key() + " revision="
                                                + event.get().revision(),
                                        Taking.of(List.of(event.get()), List.of(message.headers()), message.topic()))
                                .invoke(() -> topic.handled(Instant.ofEpochMilli(message.timestamp())))
                        : Uni.createFrom().voidItem());
    }

    /**
     * Hands the events of a batch to the handler, all at once and in their order, and acknowledges the batch when it
     * has succeeded. A record that cannot be read is set aside alone. For a channel with {@code batch=true}.
     *
     * @param kind what the caller expects on these topics; anything else, and tombstones, are passed over
     */
    public <E extends LifecycleEvent> Uni<Void> takeAll(
            KafkaRecordBatch<String, byte[]> batch, Class<E> kind, Function<List<Heard<E>>, Uni<Void>> handler) {
        List<Heard<E>> heard = new ArrayList<>();
        List<KafkaRecord<String, byte[]>> messages = new ArrayList<>();
        List<Uni<Void>> setAside = new ArrayList<>();
        for (KafkaRecord<String, byte[]> message : batch) {
            try {
                event(message.getHeaders(), message.getPayload(), kind).ifPresent(event -> {
                    heard.add(new Heard<>(event, time(message)));
                    messages.add(message);
                });
            } catch (UnreadableEvent | DateTimeParseException unreadable) {
                meters.of(message.getTopic()).unreadable().increment();
                setAside.add(Uni.createFrom().completionStage(() -> message.nack(unreadable)));
            }
        }
        return Multi.createFrom()
                .iterable(setAside)
                .onItem()
                .transformToUniAndConcatenate(putAside -> putAside)
                .collect()
                .last()
                .chain(() -> heard.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : untilHandled(
                                () -> handler.apply(heard),
                                heard.size() + " events",
                                Taking.of(
                                        heard.stream().map(Heard::event).toList(),
                                        messages.stream()
                                                .map(KafkaRecord::getHeaders)
                                                .toList(),
                                        messages.get(0).getTopic())))
                .invoke(() -> messages.forEach(
                        message -> meters.of(message.getTopic()).handled(message.getTimestamp())))
                .chain(() -> Uni.createFrom().completionStage(batch::ack));
    }

    private Uni<Void> untilHandled(Supplier<Uni<Void>> handling, String what, Taking taking) {
        return taking.around(Uni.createFrom()
                .deferred(handling::get)
                .onFailure()
                .invoke(failure -> {
                    meters.of(taking.topic()).retries().increment();
                    taking.about()
                            .during(() -> LOG.warnf(
                                    "event not taken in, will be tried again topic=%s key=%s reason=%s",
                                    taking.topic(), what, failure.toString()));
                })
                .onFailure()
                .retry()
                .withBackOff(settings.firstRetry(), settings.lastRetry())
                .indefinitely());
    }

    private static <E extends LifecycleEvent> Optional<E> event(
            Headers headers, byte @Nullable [] body, Class<E> kind) {
        Header type = headers.lastHeader(EventRecord.TYPE);
        if (body == null || type == null) {
            return Optional.empty();
        }
        return EventJson.read(new String(type.value(), StandardCharsets.UTF_8), body)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static Instant time(KafkaRecord<String, byte[]> message) {
        Header said = message.getHeaders().lastHeader(EventRecord.TIME);
        return said == null ? message.getTimestamp() : Instant.parse(new String(said.value(), StandardCharsets.UTF_8));
    }
}
