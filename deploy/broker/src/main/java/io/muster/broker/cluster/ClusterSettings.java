package io.muster.broker.cluster;

import java.time.Duration;
import java.util.List;

/**
 * How this node is one of several that are one broker together.
 *
 * @param host under which the other nodes reach this one
 * @param port on which they do
 * @param peers the other nodes
 * @param password that all nodes have in common
 * @param redistributionDelay after so long without a consumer here, messages move to a node that has one
 * @param settleTime a device is said to listen when all nodes know its subscription, or after so long
 * @param formTime how long a node that starts waits for the others before it lets clients in
 * @param lostAfter after so long without a word of a node, its sessions are said to be over
 */
public record ClusterSettings(
        String host,
        int port,
        List<Peer> peers,
        String password,
        Duration redistributionDelay,
        Duration settleTime,
        Duration formTime,
        Duration lostAfter) {

    public ClusterSettings {
        peers = List.copyOf(peers);
    }

    /** Where another node is reached. */
    public record Peer(String host, int port) {

        private static final int LAST_PORT = 65_535;

        /**
         * Reads {@code host:port}; an IPv6 address stands in brackets.
         *
         * @throws IllegalArgumentException if it is something else
         */
        public static Peer parse(String text) {
            int colon = text.lastIndexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("no host:port");
            }
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 1 || port > LAST_PORT) {
                throw new IllegalArgumentException("no port");
            }
            return new Peer(text.substring(0, colon), port);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ClusterSettings[host=" + host + ", port=" + port + ", peers=" + peers + ", redistributionDelay="
                + redistributionDelay + ", settleTime=" + settleTime + ", formTime=" + formTime + ", lostAfter="
                + lostAfter + "]";
    }
}
