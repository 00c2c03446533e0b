package io.muster.command.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.CommandSettings;
import io.muster.command.execution.Receipt;
import io.muster.command.execution.Receipts;
import io.muster.events.CommandsDelivered;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from brokers which commands have come to their devices. */
@ApplicationScoped
class DeliveryConsumer {

    private final Inbox inbox;
    private final Receipts receipts;
    private final CommandSettings settings;
    private final Clock clock = Clock.systemUTC();

    DeliveryConsumer(Inbox inbox, Receipts receipts, CommandSettings settings) {
        this.inbox = inbox;
        this.receipts = receipts;
        this.settings = settings;
    }

    @Incoming("command-deliveries")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(messages, CommandsDelivered.class, heard -> ofAge(heard)
                .chain(() -> receipts.take(
                        heard.stream().flatMap(one -> receipts(one.event())).toList())));
    }

    /** Waits until the newest of them is old enough; what has waited in Kafka for that long waits no more. */
    private Uni<Void> ofAge(List<Heard<CommandsDelivered>> heard) {
        Instant newest =
                heard.stream().map(Heard::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        Duration missing = Duration.between(clock.instant(), newest.plus(settings.receiptAge()));
        // A broker's clock may be ahead.
        Duration wait = missing.compareTo(settings.receiptAge()) > 0 ? settings.receiptAge() : missing;
        return wait.toMillis() <= 0
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().voidItem().onItem().delayIt().by(wait);
    }

    private static Stream<Receipt> receipts(CommandsDelivered event) {
        return event.deliveries().stream()
                .map(delivery -> new Receipt(event.workspace(), delivery.device(), delivery.commandId()));
    }
}
