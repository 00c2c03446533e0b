package io.muster.broker;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.muster.broker.Environment.BadSetting;
import io.muster.broker.cluster.ClusterSettings;
import io.muster.broker.cluster.ClusterSettings.Peer;

/**
 * The environment variables of a broker with several nodes; docs/cluster.md describes them. Without {@code
 * MUSTER_BROKER_CLUSTER_PEERS} there is one node.
 */
final class ClusterVariables {

    private static final String PEERS = "MUSTER_BROKER_CLUSTER_PEERS";
    private static final String HOST = "MUSTER_BROKER_CLUSTER_HOST";
    private static final String PASSWORD = "MUSTER_BROKER_CLUSTER_PASSWORD";
    private static final int SHORTEST_PASSWORD = 16;
    private static final int LAST_PORT = 65_535;
    private static final int HOUR_MILLIS = 3_600_000;

    private ClusterVariables() {}

    /** @param bindHost where this node listens */
    static Optional<ClusterSettings> read(Environment environment, String bindHost) {
        return environment.optional(PEERS).map(nodes -> read(environment, bindHost, nodes));
    }

    private static ClusterSettings read(Environment environment, String bindHost, String nodes) {
        Peer self = new Peer(
                host(environment, bindHost), environment.number("MUSTER_BROKER_CLUSTER_PORT", 61_616, 1, LAST_PORT));
        return new ClusterSettings(
                self.host(),
                self.port(),
                peers(nodes).stream().filter(peer -> !peer.equals(self)).toList(),
                password(environment),
                millis(environment, "MUSTER_BROKER_CLUSTER_REDISTRIBUTION_MS", 1_000, 0),
                millis(environment, "MUSTER_BROKER_CLUSTER_SETTLE_MS", 2_000, 0),
                millis(environment, "MUSTER_BROKER_CLUSTER_START_MS", 10_000, 0),
                millis(environment, "MUSTER_BROKER_CLUSTER_LOST_MS", 60_000, 5_000));
    }

    private static String host(Environment environment, String bindHost) {
        String host = environment.text(HOST, bindHost);
        if (host.equals("0.0.0.0") || host.equals("::")) {
            throw new BadSetting(HOST, "must be a name or address under which the other nodes reach this one");
        }
        return host;
    }

    private static List<Peer> peers(String nodes) {
        try {
            return Arrays.stream(nodes.split(","))
                    .map(String::trim)
                    .filter(node -> !node.isEmpty())
                    .map(Peer::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new BadSetting(PEERS, "must be a list of host:port, separated by commas");
        }
    }

    private static String password(Environment environment) {
        String password = environment.secret(PASSWORD);
        if (password.length() < SHORTEST_PASSWORD) {
            throw new BadSetting(PASSWORD, "must have at least " + SHORTEST_PASSWORD + " characters");
        }
        return password;
    }

    private static Duration millis(Environment environment, String name, int otherwise, int least) {
        return Duration.ofMillis(environment.number(name, otherwise, least, HOUR_MILLIS));
    }
}
