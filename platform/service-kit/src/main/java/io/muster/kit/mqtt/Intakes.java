package io.muster.kit.mqtt;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes a service's intakes, which share one room in memory. */
@Singleton
public class Intakes {

    private final Vertx vertx;
    private final IntakeSettings settings;
    private final Connections connections;
    private final MeterRegistry meters;
    private final Room room;
    private final boolean traced;

    Intakes(
            Vertx vertx,
            IntakeSettings settings,
            Connections connections,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
        this.vertx = vertx;
        this.settings = settings;
        this.connections = connections;
        this.meters = meters;
        this.traced = !untraced;
        this.room = new Room(settings);
        Gauge.builder("muster.intake.waiting.messages", room, Room::messages)
                .description("Messages of devices in this replica's memory that are not acknowledged yet")
                .register(meters);
        Gauge.builder("muster.intake.waiting", room, Room::bytes)
                .baseUnit("bytes")
                .description("What these messages take in memory")
                .register(meters);
    }

    /** The intake of an incoming channel of the MQTT connector. */
    public Intake open(String channel, MessageStore store) {
        Intake intake = new Intake(
                vertx,
                settings,
                store,
                room,
                IntakeMeters.of(meters, channel),
                new MessageTraces(channel, traced),
                wanted -> connections.renew(channel, wanted));
        connections.follow(channel, new Connections.Listener(intake::connected, intake::disconnected));
        return intake;
    }
}
