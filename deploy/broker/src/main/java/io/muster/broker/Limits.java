package io.muster.broker;

import java.time.Duration;
import java.util.Set;

import io.muster.broker.access.AccessPace;

/**
 * What one client, and all of them, may take; each value is the environment variable of its name.
 *
 * @param maxPacketBytes {@code MUSTER_BROKER_MAX_PACKET_BYTES}, 131072: the largest MQTT packet
 * @param inFlight {@code MUSTER_BROKER_IN_FLIGHT}, 2000: messages sent to one client and not yet acknowledged
 * @param maxConnections {@code MUSTER_BROKER_MAX_CONNECTIONS}, 11000: for each listener, services included; 30 KB of heap
 *     each
 * @param maxChannels {@code MUSTER_BROKER_MAX_CHANNELS}, 32: telemetry channels of one device
 * @param states {@code MUSTER_BROKER_STATES}, {@code online,offline,error}: the last level of {@code status/{state}}
 * @param connectTime {@code MUSTER_BROKER_CONNECT_TIMEOUT_MS}, 10000: from the TCP connection to the successful
 *     authentication
 * @param catchUpTime {@code MUSTER_BROKER_CATCH_UP_MS}, 2000: how long a client that the broker has not heard of yet
 *     waits for the platform to say so, before it is refused
 * @param maxCatchUps {@code MUSTER_BROKER_MAX_CATCH_UPS}, 64: so many wait at once, one thread each; as many again
 *     for clients with a token that is signed
 * @param sessionExpiry {@code MUSTER_BROKER_SESSION_EXPIRY_S}, 604800: after so long without a connection a
 *     persistent session of an MQTT 3.1.1 client is forgotten
 * @param idleAddress {@code MUSTER_BROKER_IDLE_ADDRESS_MS}, 60000: the least age at which a topic without messages
 *     and subscribers is forgotten; about 10 KB of heap each until then
 * @param queueMemory {@code MUSTER_BROKER_QUEUE_MEMORY_MB}, 0: messages beyond it are kept on disk alone; 0 is a
 *     quarter of the heap
 * @param maxDiskPercent {@code MUSTER_BROKER_MAX_DISK_PERCENT}, 95: a fuller disk stops the acknowledging of messages
 * @param keysInterval {@code MUSTER_BROKER_KEYS_INTERVAL_S}, 600: how often the signing keys are read anew
 * @param workers {@code MUSTER_BROKER_WORKERS}, 32: threads that deliver messages, beside those that wait in an
 *     authentication
 * @param keptPerDevice {@code MUSTER_BROKER_KEPT_ANNOUNCEMENTS}, 4: of each device's comings and goings the newest so
 *     many are kept while Kafka is away
 * @param keptRefusals {@code MUSTER_BROKER_KEPT_REFUSALS}, 10000: so many refusals wait to be told
 * @param keptDeliveries {@code MUSTER_BROKER_KEPT_DELIVERIES}, 20000: so many acknowledgements of commands wait to be told
 * @param deliveriesInterval {@code MUSTER_BROKER_DELIVERIES_INTERVAL_MS}, 50: they are told together that come in such a time
 * @param refusals {@code MUSTER_BROKER_REFUSALS_PER_DEVICE}, 120 told in a minute; {@code
 *     MUSTER_BROKER_REFUSALS_PER_SECOND}, 500 of all devices; {@code MUSTER_BROKER_REFUSED_DEVICES}, 10000 followed at
 *     once
 * @param backlog {@code MUSTER_BROKER_BACKLOG}, 5000: while more messages wait for telemetry, devices that publish are read
 *     more slowly
 * @param longestBrake {@code MUSTER_BROKER_LONGEST_BRAKE_MS}, 1000: after so long a device is read all the same; 0 never
 *     slows it down
 */
record Limits(
        int maxPacketBytes,
        int inFlight,
        int maxConnections,
        int maxChannels,
        Set<String> states,
        Duration connectTime,
        Duration catchUpTime,
        int maxCatchUps,
        Duration sessionExpiry,
        Duration idleAddress,
        int queueMemory,
        int maxDiskPercent,
        Duration keysInterval,
        int workers,
        int keptPerDevice,
        int keptRefusals,
        int keptDeliveries,
        Duration deliveriesInterval,
        AccessPace refusals,
        int backlog,
        Duration longestBrake) {

    private static final int MILLION = 1_000_000;

    static Limits from(Environment environment) {
        return new Limits(
                environment.number("MUSTER_BROKER_MAX_PACKET_BYTES", 131_072, 1_024, 16 << 20),
                environment.number("MUSTER_BROKER_IN_FLIGHT", 2_000, 1, 65_535),
                environment.number("MUSTER_BROKER_MAX_CONNECTIONS", 11_000, 1, MILLION),
                environment.number("MUSTER_BROKER_MAX_CHANNELS", 32, 1, 10_000),
                Set.of(environment
                        .text("MUSTER_BROKER_STATES", "online,offline,error")
                        .split(",")),
                Duration.ofMillis(environment.number("MUSTER_BROKER_CONNECT_TIMEOUT_MS", 10_000, 100, MILLION)),
                Duration.ofMillis(environment.number("MUSTER_BROKER_CATCH_UP_MS", 2_000, 0, 60_000)),
                environment.number("MUSTER_BROKER_MAX_CATCH_UPS", 64, 0, 1_000),
                Duration.ofSeconds(environment.number("MUSTER_BROKER_SESSION_EXPIRY_S", 604_800, 1, 31_536_000)),
                Duration.ofMillis(
                        environment.number("MUSTER_BROKER_IDLE_ADDRESS_MS", 60_000, 1_000, Integer.MAX_VALUE)),
                environment.number("MUSTER_BROKER_QUEUE_MEMORY_MB", 0, 0, MILLION),
                environment.number("MUSTER_BROKER_MAX_DISK_PERCENT", 95, 1, 100),
                Duration.ofSeconds(environment.number("MUSTER_BROKER_KEYS_INTERVAL_S", 600, 1, 86_400)),
                environment.number("MUSTER_BROKER_WORKERS", 32, 1, 1_000),
                environment.number("MUSTER_BROKER_KEPT_ANNOUNCEMENTS", 4, 1, 1_000),
                environment.number("MUSTER_BROKER_KEPT_REFUSALS", 10_000, 1, MILLION),
                environment.number("MUSTER_BROKER_KEPT_DELIVERIES", 20_000, 1, MILLION),
                Duration.ofMillis(environment.number("MUSTER_BROKER_DELIVERIES_INTERVAL_MS", 50, 1, 60_000)),
                new AccessPace(
                        environment.number("MUSTER_BROKER_REFUSALS_PER_DEVICE", 120, 1, MILLION),
                        environment.number("MUSTER_BROKER_REFUSALS_PER_SECOND", 500, 1, MILLION),
                        environment.number("MUSTER_BROKER_REFUSED_DEVICES", 10_000, 1, MILLION)),
                environment.number("MUSTER_BROKER_BACKLOG", 5_000, 1, Integer.MAX_VALUE),
                Duration.ofMillis(environment.number("MUSTER_BROKER_LONGEST_BRAKE_MS", 1_000, 0, 60_000)));
    }
}
