package io.muster.broker.artemis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.muster.broker.cluster.ClusterSettings;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows when the other nodes know of what has happened here. A subscription on this node is known to another one a
 * moment later, and a message that is sent there before that is gone. So it is asked: the answer to a question comes
 * after all that was told before the question. What waits at the same time is one question.
 */
final class PeerKnowledge {

    private static final Logger LOG = LoggerFactory.getLogger(PeerKnowledge.class);
    private static final long GATHER_MILLIS = 10;
    private static final long FORM_MILLIS = 200;

    private final ActiveMQServer server;
    private final ClusterSettings cluster;
    private final String name;
    private final Consumer<String> alive;
    private final PeerLine line;
    private final Set<String> answering = ConcurrentHashMap.newKeySet();
    private final Map<Long, Question> open = new HashMap<>();
    private List<Runnable> gathered = new ArrayList<>();
    private long asked;

    private record Question(Set<String> missing, List<Runnable> waiting) {}

    /**
     * @param name of this node
     * @param alive hears of each other node that says something, by its name
     * @param takenOver hears of each connection here whose client has come to another node
     */
    PeerKnowledge(
            ActiveMQServer server,
            ClusterSettings cluster,
            String name,
            Consumer<String> alive,
            Consumer<Object> takenOver) {
        this.server = server;
        this.cluster = cluster;
        this.name = name;
        this.alive = alive;
        this.line = new PeerLine(server, this::hear, takenOver);
    }

    /** Waits until all nodes know of each other, or as long as it is worth it. The server must have been started. */
    void awaitPeers() throws InterruptedException {
        line.open();
        long deadline = System.nanoTime() + cluster.formTime().toNanos();
        while (answering.size() < cluster.peers().size() && System.nanoTime() < deadline) {
            ask();
            Thread.sleep(FORM_MILLIS);
        }
        LOG.info("Other nodes awaited peers={} answering={}", cluster.peers().size(), answering.size());
    }

    /** Runs it when all nodes that are reached know what has happened here up to now, or when that takes too long. */
    void whenKnown(Runnable then) {
        synchronized (this) {
            gathered.add(then);
            if (gathered.size() > 1) {
                return;
            }
        }
        later(this::ask, GATHER_MILLIS);
    }

    /** Asks whether there is something to wait for or not: others hear that this node is alive. */
    void ask() {
        Set<String> missing = answering.stream().filter(this::isReached).collect(Collectors.toCollection(HashSet::new));
        long number;
        List<Runnable> known = List.of();
        synchronized (this) {
            number = ++asked;
            if (missing.isEmpty()) {
                known = gathered;
            } else if (!gathered.isEmpty()) {
                open.put(number, new Question(missing, gathered));
            }
            gathered = new ArrayList<>();
        }
        known.forEach(PeerKnowledge::run);
        say(PeerWord.question(nodeId(), number, name));
        later(() -> giveUp(number), cluster.settleTime().toMillis());
    }

    private void hear(PeerWord word) {
        if (word.isQuestion()) {
            alive.accept(word.name());
            later(() -> say(word.answeredBy(nodeId(), name)), 0);
        } else if (word.to().equals(nodeId())) {
            answering.add(word.from());
            alive.accept(word.name());
            answered(word);
        }
    }

    private void answered(PeerWord answer) {
        List<Runnable> known = List.of();
        synchronized (this) {
            Question question = open.get(answer.number());
            if (question != null
                    && question.missing().remove(answer.from())
                    && question.missing().isEmpty()) {
                open.remove(answer.number());
                known = question.waiting();
            }
        }
        for (Runnable then : known) {
            later(then, 0);
        }
    }

    private void giveUp(long number) {
        Question question;
        synchronized (this) {
            question = open.remove(number);
        }
        if (question != null) {
            LOG.warn(
                    "Nodes do not answer count={} waiting={}",
                    question.missing().size(),
                    question.waiting().size());
            question.waiting().forEach(PeerKnowledge::run);
        }
    }

    private boolean isReached(String node) {
        return server.getClusterManager()
                .getClusterConnection(ClusterConnection.NAME)
                .isNodeActive(node);
    }

    private String nodeId() {
        return server.getNodeID().toString();
    }

    private void say(PeerWord word) {
        try {
            line.say(word);
        } catch (Exception e) {
            LOG.warn("Word to the other nodes not said", e);
        }
    }

    private void later(Runnable task, long millis) {
        ScheduledExecutorService clock = server.getScheduledPool();
        if (!clock.isShutdown()) {
            clock.schedule(() -> run(task), millis, TimeUnit.MILLISECONDS);
        }
    }

    private static void run(Runnable then) {
        try {
            then.run();
        } catch (RuntimeException e) {
            LOG.warn("What waited for the other nodes failed", e);
        }
    }
}
