package io.muster.command.kafka;

import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.Receipt;
import io.muster.command.execution.Receipts;
import io.muster.events.CommandsDelivered;
import io.muster.kit.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from brokers which commands have come to their devices. */
@ApplicationScoped
class DeliveryConsumer {

    private final Inbox inbox;
    private final Receipts receipts;

    DeliveryConsumer(Inbox inbox, Receipts receipts) {
        this.inbox = inbox;
        this.receipts = receipts;
    }

    @Incoming("command-deliveries")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(
                messages,
                CommandsDelivered.class,
                heard -> receipts.take(
                        heard.stream().flatMap(one -> receipts(one.event())).toList()));
    }

    private static Stream<Receipt> receipts(CommandsDelivered event) {
        return event.deliveries().stream()
                .map(delivery -> new Receipt(event.workspace(), delivery.device(), delivery.commandId()));
    }
}
