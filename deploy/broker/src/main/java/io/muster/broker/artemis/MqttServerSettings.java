package io.muster.broker.artemis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.muster.broker.cluster.ClusterSettings;

/**
 * What Artemis is started with.
 *
 * @param port for MQTT over TCP; 0 takes a free one, as for the others
 * @param tls empty: no listener for MQTT over TLS
 * @param sync whether an acknowledged message is on disk
 * @param maxWaits how many threads may wait in an authentication
 * @param queueMemoryBytes 0: a quarter of the heap
 * @param workers how many threads deliver messages
 * @param backlog how many messages may wait for telemetry before devices are read more slowly
 * @param longestBrake how long a device that publishes is not read then, at the most
 * @param cluster empty: it is the only node
 */
public record MqttServerSettings(
        String name,
        String host,
        int port,
        int webSocketPort,
        Optional<Tls> tls,
        Path data,
        boolean sync,
        int maxPacketBytes,
        int inFlight,
        int maxConnections,
        int maxWaits,
        Duration connectTime,
        Duration sessionExpiry,
        Duration idleAddress,
        long queueMemoryBytes,
        int maxDiskPercent,
        int workers,
        int backlog,
        Duration longestBrake,
        Optional<ClusterSettings> cluster) {

    /** @param keyStore PKCS12 with the server's key and certificate */
    public record Tls(int port, Path keyStore, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Tls[port=" + port + ", keyStore=" + keyStore + "]";
        }
    }
}
