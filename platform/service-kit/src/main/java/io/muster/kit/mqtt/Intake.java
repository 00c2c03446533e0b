package io.muster.kit.mqtt;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Stands between an MQTT channel and the database, and keeps law 3: a message is acknowledged to the broker only after
 * it is committed. Messages wait here in a queue whose length the broker bounds, because it sends no more than its
 * in-flight window unacknowledged; writers take what has come together as one batch. A batch that fails is tried again
 * until it succeeds; meanwhile nothing is acknowledged and the broker keeps the rest.
 *
 * <p>With one writer, messages are stored in the order in which they came.
 */
public final class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final IntakeSettings settings;
    private final Function<List<DeviceMessage>, Uni<Void>> store;
    private final Queue<DeviceMessage> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger writing = new AtomicInteger();
    private final Clock clock = Clock.systemUTC();

    /** @param store keeps a batch durably and is idempotent; decides itself what to do with a message it cannot use */
    public Intake(Vertx vertx, IntakeSettings settings, Function<List<DeviceMessage>, Uni<Void>> store) {
        this.vertx = vertx;
        this.settings = settings;
        this.store = store;
    }

    /** Takes the message over and returns at once; for a channel method with manual acknowledgement. */
    public Uni<Void> take(Message<byte[]> message) {
        waiting.add(DeviceMessage.received(message, clock.instant()));
        startWriters();
        return Uni.createFrom().voidItem();
    }

    /**
     * Takes over whatever a channel has; for a channel method with manual acknowledgement. It spares each message the
     * context and the chain of stages of a method that is called message by message.
     */
    public Flow.Subscriber<Message<byte[]>> subscriber() {
        return new Taker();
    }

    private final class Taker implements Flow.Subscriber<Message<byte[]>> {

        /** The broker bounds what comes, see above. */
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Message<byte[]> message) {
            take(message);
        }

        @Override
        public void onError(Throwable failure) {
            LOG.errorf("channel of device messages ended reason=%s", failure.toString());
        }

        @Override
        public void onComplete() {
            LOG.debug("channel of device messages ended");
        }
    }

    private void startWriters() {
        while (!waiting.isEmpty()) {
            int busy = writing.get();
            if (busy >= settings.writers()) {
                return;
            }
            if (writing.compareAndSet(busy, busy + 1)) {
                writeNext();
            }
        }
    }

    private void writeNext() {
        List<DeviceMessage> batch = nextBatch();
        if (batch.isEmpty()) {
            writing.decrementAndGet();
            return;
        }
        onOwnContext(() -> Uni.createFrom()
                .deferred(() -> store.apply(batch))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "device messages not stored, will be tried again count=%d reason=%s",
                        batch.size(), failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(settings.retryDelay(), LAST_RETRY)
                .indefinitely()
                .subscribe()
                .with(stored -> finish(batch)));
    }

    /**
     * On the event loop of the connection the client would send each acknowledgement by itself, which is a system call
     * for each; from elsewhere they leave together.
     */
    private void finish(List<DeviceMessage> batch) {
        Infrastructure.getDefaultWorkerPool().execute(() -> batch.forEach(DeviceMessage::acknowledge));
        writing.decrementAndGet();
        startWriters();
    }

    private List<DeviceMessage> nextBatch() {
        List<DeviceMessage> batch = new ArrayList<>();
        while (batch.size() < settings.batchSize()) {
            DeviceMessage next = waiting.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    /** Sessions and transactions are bound to a context; every batch gets one of its own. */
    private void onOwnContext(Runnable work) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(nothing -> work.run());
    }
}
