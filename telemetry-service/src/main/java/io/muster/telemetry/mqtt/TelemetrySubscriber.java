package io.muster.telemetry.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.kit.mqtt.DeviceMessage;
import io.muster.kit.mqtt.DeviceTopic;
import io.muster.kit.mqtt.Intake;
import io.muster.kit.mqtt.Intakes;
import io.muster.kit.mqtt.MessageStore;
import io.muster.telemetry.ingest.IncomingMessage;
import io.muster.telemetry.ingest.Ingest;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what devices measure and how they are. A message is acknowledged to the broker once it is committed. */
@ApplicationScoped
class TelemetrySubscriber implements MessageStore {

    private static final Pattern LOSANT = Pattern.compile("losant/([^/]+)/state");

    private final Ingest ingest;
    private final Counter taken;
    private final Intake telemetry;
    private final Intake status;
    private final Intake losant;

    TelemetrySubscriber(Intakes intakes, Ingest ingest, MeterRegistry meters) {
        this.ingest = ingest;
        this.taken = Counter.builder("muster.device.messages")
                .description("Messages of devices that came over MQTT to this replica and are committed")
                .register(meters);
        this.telemetry = intakes.open("telemetry", this);
        this.status = intakes.open("status", this);
        this.losant = intakes.open("losant", this);
    }

    @Incoming("telemetry")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Flow.Subscriber<Message<byte[]>> onTelemetry() {
        return telemetry.subscriber();
    }

    @Incoming("status")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Flow.Subscriber<Message<byte[]>> onStatus() {
        return status.subscriber();
    }

    @Incoming("losant")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Flow.Subscriber<Message<byte[]>> onLosant() {
        return losant.subscriber();
    }

    @Override
    public Uni<Void> store(List<DeviceMessage> messages) {
        List<IncomingMessage> incoming = new ArrayList<>(messages.size());
        for (DeviceMessage message : messages) {
            incoming(message).ifPresent(incoming::add);
        }
        return ingest.take(incoming).invoke(() -> taken.increment(messages.size()));
    }

    @Override
    public Uni<Void> refuse(DeviceMessage message) {
        return incoming(message).map(ingest::refuse).orElseGet(() -> Uni.createFrom()
                .voidItem());
    }

    /** The subscriptions match nothing but topics of devices. */
    private static Optional<IncomingMessage> incoming(DeviceMessage message) {
        Matcher losantTopic = LOSANT.matcher(message.topic());
        if (losantTopic.matches()) {
            return Optional.of(IncomingMessage.ofLosant(losantTopic.group(1), message.payload(), message.receivedAt()));
        }
        return DeviceTopic.parse(message.topic())
                .map(topic -> new IncomingMessage(
                        topic.workspace(), topic.device(), topic.path(), message.payload(), message.receivedAt()));
    }
}
