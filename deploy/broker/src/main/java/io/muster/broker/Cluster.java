package io.muster.broker;

import java.time.Clock;
import java.util.Collection;

import io.muster.broker.cluster.ClusterSettings;
import io.muster.broker.cluster.LivingNodes;
import io.muster.broker.kafka.ConnectivityFeed;
import io.muster.broker.kafka.ConnectivityHistory;
import io.muster.broker.kafka.KafkaConnection;
import io.muster.broker.session.Announcer;
import io.muster.broker.session.LeftOpen;
import io.muster.broker.session.SessionNumbers;
import io.muster.broker.session.Sessions;
import io.muster.events.ConnectivityEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The other nodes: what they say of devices, and what is to be said for those that are lost. */
final class Cluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private final KafkaConnection kafka;
    private final String name;
    private final Clock clock;
    private final Announcer announcer;
    private final LivingNodes nodes;
    private final ConnectivityFeed feed;

    /** @param name of this node */
    Cluster(KafkaConnection kafka, String name, ClusterSettings settings, Clock clock, Announcer announcer) {
        this.kafka = kafka;
        this.name = name;
        this.clock = clock;
        this.announcer = announcer;
        this.nodes = new LivingNodes(settings.lostAfter(), clock);
        this.feed = new ConnectivityFeed(kafka, name);
    }

    /** What was said up to now; blocks until it is read. */
    ConnectivityHistory load() throws InterruptedException {
        return feed.load();
    }

    /** @param sessions of this node, which hear what others have said since {@link #load} */
    void follow(Sessions sessions) {
        feed.start(sessions::heard);
    }

    /** The node of this name is alive. */
    void heard(String node) {
        nodes.heard(node);
    }

    /** A node that comes back closes its sessions itself; of one that does not, another has to. To be called every now and then. */
    void closeSessionsOfLost(SessionNumbers numbers) {
        if (!nodes.haveLostOne()) {
            return;
        }
        try {
            Collection<ConnectivityEvent> open =
                    ConnectivityHistory.read(kafka).openSessions(node -> !node.equals(name) && !nodes.contains(node));
            LeftOpen.close(open, "broker-lost", numbers, clock, announcer);
            LOG.info("Sessions of lost nodes closed count={}", open.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        feed.close();
    }
}
