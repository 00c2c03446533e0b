package io.muster.systemtests;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static io.muster.systemtests.RunningStack.STACK;

/** A service of two replicas behind one address, and how a Deployment of the chart replaces them. */
final class ReplicatedService implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ReplicatedService.class.getName());
    /** It takes the nodes of a cluster so long to hear which pods are there no more, while these are being told to end. */
    private static final Duration NEWS_OF_ENDPOINTS = Duration.ofSeconds(2);

    /** A start takes seconds of a processor; more at once than there are would only take longer, each of them. */
    private static final Semaphore STARTS = new Semaphore(2);

    private final String name;
    private final PartCopy program;
    private final ServiceAddress address = new ServiceAddress();
    private final List<ServiceReplica> ours = new CopyOnWriteArrayList<>();
    private ServiceReplica ofTheStack;
    private ServiceReplica beside;

    private ReplicatedService(String name) {
        this.name = name;
        program = PartCopy.of(name);
        ofTheStack = ServiceReplica.ofTheStack(name);
        beside = another();
        address.add(ofTheStack.port());
    }

    /** The stack's own, and another beside it; returns when both are ready. */
    static ReplicatedService twice(String name) {
        return new ReplicatedService(name);
    }

    URI url() {
        return address.url();
    }

    /** The replica that has this end of a connection. */
    ServiceReplica at(int port) {
        return Stream.of(ofTheStack, beside)
                .filter(replica -> replica.isAt(port))
                .findFirst()
                .orElseThrow();
    }

    /** One replica after the other: never fewer than two are ready, and never more than three are there. */
    void replaceAll() {
        ServiceReplica first = ofTheStack;
        ServiceReplica second = beside;
        beside = another();
        end(first);
        ofTheStack = theStacksNext(first);
        end(second);
    }

    private ServiceReplica another() {
        STARTS.acquireUninterruptibly();
        try {
            ServiceReplica another = ServiceReplica.starting(program, name, Map.of());
            ours.add(another);
            address.add(another.awaitReady().port());
            return another;
        } finally {
            STARTS.release();
        }
    }

    /** The stack misses its own one, and starts the next by itself. */
    private ServiceReplica theStacksNext(ServiceReplica before) {
        STARTS.acquireUninterruptibly();
        try {
            STACK.awaitRestart(name, before.pid());
            ServiceReplica next = ServiceReplica.ofTheStack(name).awaitReady();
            address.add(next.port());
            return next;
        } finally {
            STARTS.release();
        }
    }

    private void end(ServiceReplica replica) {
        long start = System.nanoTime();
        CompletableFuture<Void> news = CompletableFuture.runAsync(
                () -> address.remove(replica.port()),
                CompletableFuture.delayedExecutor(NEWS_OF_ENDPOINTS.toMillis(), TimeUnit.MILLISECONDS));
        replica.end();
        news.join();
        LOG.log(Level.INFO, "{0} has ended within {1} ms", name, (System.nanoTime() - start) / 1_000_000);
    }

    @Override
    public void close() throws IOException {
        ours.forEach(ServiceReplica::close);
        address.close();
    }
}
