package io.muster.kit.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.Config;

/** What is measured of the topics that a service hears. How many records it is behind, Kafka's client says itself. */
@Startup
@Singleton
class InboxMeters {

    /**
     * @param handled how many, and how long Kafka had had each of them when its effect was stored
     * @param retries of handling them
     * @param unreadable those that went to the dead letters
     */
    record OfTopic(Timer handled, Counter retries, Counter unreadable) {

        void handled(Instant inKafka) {
            handled.record(Duration.between(inKafka, Instant.now()));
        }
    }

    private static final String CHANNELS = "mp.messaging.incoming.";
    private static final String CONNECTOR = ".connector";

    private final MeterRegistry meters;
    private final Map<String, OfTopic> topics = new ConcurrentHashMap<>();

    /** Knows the topics from the channels, so that each is there before its first event. */
    InboxMeters(MeterRegistry meters, Config config) {
        this.meters = meters;
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(CHANNELS) && name.endsWith(CONNECTOR))
                .filter(name -> config.getValue(name, String.class).equals("smallrye-kafka"))
                .map(name -> name.substring(CHANNELS.length(), name.length() - CONNECTOR.length()))
                .flatMap(channel -> topics(channel, config))
                .forEach(this::of);
    }

    OfTopic of(String topic) {
        return topics.computeIfAbsent(topic, this::register);
    }

    /** As the connector reads them. */
    private static Stream<String> topics(String channel, Config config) {
        return config.getOptionalValue(CHANNELS + channel + ".topics", String[].class)
                .or(() -> config.getOptionalValue(CHANNELS + channel + ".topic", String[].class))
                .map(Stream::of)
                .orElseGet(() -> Stream.of(channel));
    }

    private OfTopic register(String topic) {
        return new OfTopic(
                Timer.builder("muster.inbox.delay")
                        .description("How long Kafka had had an event when its effect was stored here")
                        .tag("topic", topic)
                        .register(meters),
                Counter.builder("muster.inbox.retries")
                        .description("Times that the effect of events could not be stored; they are tried again")
                        .tag("topic", topic)
                        .register(meters),
                Counter.builder("muster.inbox.unreadable")
                        .baseUnit("events")
                        .description("Records that went to the dead letters because they could not be read")
                        .tag("topic", topic)
                        .register(meters));
    }
}
