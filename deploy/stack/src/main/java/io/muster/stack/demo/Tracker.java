package io.muster.stack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;

/** A GPS tracker: reports where it is and how it is, obeys {@code config} and {@code reboot}, follows its shadow. */
final class Tracker {

    private static final Logger LOG = Logger.getLogger(Tracker.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REBOOT = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int MIN_INTERVAL_SECONDS = 1;
    private static final int MAX_INTERVAL_SECONDS = 3_600;

    private final Mqtt3AsyncClient client;
    private final String prefix;
    private final Journey journey;
    private final ScheduledExecutorService clock;
    private final Instant built = Instant.now();
    private volatile Instant booted = built;
    private volatile int intervalSeconds = 5;

    Tracker(Credentials credentials, Journey journey, int mqttPort, ScheduledExecutorService clock) {
        this.prefix = credentials.topicPrefix();
        this.journey = journey;
        this.clock = clock;
        this.client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(credentials.clientId())
                .serverHost("127.0.0.1")
                .serverPort(mqttPort)
                .simpleAuth()
                .username(credentials.username())
                .password(credentials.password().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .automaticReconnectWithDefaultConfig()
                .buildAsync();
    }

    void start() {
        connect(() -> {});
        report();
    }

    /** Connects, and tries again when the broker is away; then does what is next. */
    private void connect(Runnable next) {
        client.connect()
                .thenCompose(connected -> client.subscribeWith()
                        .topicFilter(prefix + "/commands/#")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .callback(this::obey)
                        .send())
                .thenCompose(subscribed -> client.subscribeWith()
                        .topicFilter(prefix + "/shadow/delta")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .callback(this::follow)
                        .send())
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        reportShadow();
                        next.run();
                    } else {
                        LOG.log(Level.WARNING, "cannot connect device={0} reason={1}", new Object[] {
                            prefix, failure.getMessage()
                        });
                        later(RETRY, () -> connect(next));
                    }
                });
    }

    private void report() {
        if (client.getState().isConnected()) {
            Instant now = Instant.now();
            Journey.Position position = journey.after(Duration.between(built, now));
            long uptime = Duration.between(booted, now).toSeconds();
            publish("telemetry/location", position);
            publish("telemetry/sensors", Map.of("temperature", 20 + uptime % 50 / 10.0, "humidity", 40 + uptime % 20));
            publish(
                    "status",
                    Map.of(
                            "status",
                            "online",
                            "uptime",
                            uptime,
                            "batteryLevel",
                            100 - uptime / 60 % 100,
                            "signalStrength",
                            -60 - journey.number(),
                            "firmware",
                            "1.0.0"));
        }
        later(Duration.ofSeconds(intervalSeconds), this::report);
    }

    private void obey(Mqtt3Publish message) {
        JsonNode command = read(message);
        String commandId = command.path("commandId").asText();
        switch (command.path("command").asText()) {
            case "config" -> {
                adopt(command.path("parameters"));
                answer(commandId, "succeeded", "");
            }
            case "reboot" -> {
                answer(commandId, "in_progress", "");
                client.disconnect()
                        .whenComplete((done, failure) -> later(
                                REBOOT,
                                () -> connect(() -> {
                                    booted = Instant.now();
                                    answer(commandId, "succeeded", "");
                                })));
            }
            default -> answer(commandId, "rejected", "a tracker knows config and reboot");
        }
    }

    private void follow(Mqtt3Publish message) {
        adopt(read(message).path("state"));
    }

    /** Takes over the settings that it has; whatever else is wished for stays a difference that people can see. */
    private void adopt(JsonNode settings) {
        int interval = settings.path("interval").asInt(intervalSeconds);
        intervalSeconds = Math.max(MIN_INTERVAL_SECONDS, Math.min(MAX_INTERVAL_SECONDS, interval));
        reportShadow();
    }

    private void reportShadow() {
        publish("shadow/reported", Map.of("interval", intervalSeconds, "firmware", "1.0.0"));
    }

    private void answer(String commandId, String status, String reason) {
        publish("responses", Map.of("commandId", commandId, "status", status, "result", Map.of(), "reason", reason));
    }

    private void publish(String topic, Object payload) {
        try {
            client.publishWith()
                    .topic(prefix + "/" + topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(JSON.writeValueAsBytes(payload))
                    .send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Mqtt3Publish message) {
        try {
            return JSON.readTree(message.getPayloadAsBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void later(Duration wait, Runnable what) {
        clock.schedule(what, wait.toMillis(), TimeUnit.MILLISECONDS);
    }
}
