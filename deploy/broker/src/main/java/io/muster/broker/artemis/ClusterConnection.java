package io.muster.broker.artemis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.muster.broker.cluster.ClusterSettings;
import io.muster.broker.cluster.ClusterSettings.Peer;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.server.cluster.impl.MessageLoadBalancingType;

/**
 * How Artemis is told of the other nodes. A message goes to the nodes that have a subscription for it; of a shared one
 * to those that have a consumer, in turn. What goes to another node is on disk here until it is on disk there.
 */
final class ClusterConnection {

    static final String NAME = "muster";

    /** No service's and no device's: who comes under it may do everything. */
    private static final String USER = "muster-cluster";

    private static final String SELF = "self";
    /** Each try to reach a node that is away is a warning in the log. */
    private static final long RETRY_MILLIS = 500;

    private static final double SLOWER_EACH_TIME = 1.5;
    private static final long LONGEST_RETRY_MILLIS = 3_000;
    private static final int FOR_EVER = -1;

    private ClusterConnection() {}

    /** @param bindHost where this node listens to the others */
    static void configure(ClusterSettings cluster, String bindHost, Configuration configuration) {
        configuration
                .setClusterUser(USER)
                .setClusterPassword(cluster.password())
                .addAcceptorConfiguration(new TransportConfiguration(
                        NettyAcceptorFactory.class.getName(),
                        Map.of("host", bindHost, "port", cluster.port(), "protocols", "CORE"),
                        "cluster"))
                .addConnectorConfiguration(SELF, connector(new Peer(cluster.host(), cluster.port())));
        List<String> others = new ArrayList<>();
        for (Peer peer : cluster.peers()) {
            String name = "node-" + others.size();
            configuration.addConnectorConfiguration(name, connector(peer));
            others.add(name);
        }
        configuration.addClusterConfiguration(new ClusterConnectionConfiguration()
                .setName(NAME)
                .setConnectorName(SELF)
                .setStaticConnectors(others)
                .setMessageLoadBalancingType(MessageLoadBalancingType.ON_DEMAND)
                .setDuplicateDetection(true)
                .setMaxHops(1)
                .setRetryInterval(RETRY_MILLIS)
                .setRetryIntervalMultiplier(SLOWER_EACH_TIME)
                .setMaxRetryInterval(LONGEST_RETRY_MILLIS)
                .setReconnectAttempts(FOR_EVER)
                .setInitialConnectAttempts(FOR_EVER)
                .setTopologyScannerAttempts(FOR_EVER));
    }

    private static TransportConfiguration connector(Peer peer) {
        return new TransportConfiguration(
                NettyConnectorFactory.class.getName(), Map.of("host", peer.host(), "port", peer.port()));
    }
}
