package io.muster.kit.mqtt;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.muster.kit.OwnContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Stands between an MQTT channel and the database, and keeps law 3: a message is acknowledged to the broker only after
 * it is committed. Messages wait here in a queue; writers take what has come together as one batch, and try one that
 * fails again until it succeeds. Meanwhile nothing is acknowledged and the broker keeps the rest: it sends no more than
 * its in-flight window.
 *
 * <p>That window counts messages, and none of QoS 0. What bounds memory is the service's {@link Room}. A message of QoS
 * 0 that finds none is lost, as its sender allows. If there is none for another, the channel takes no more of these at
 * all, so that their order is kept; the broker sends window after window no further, because nothing is acknowledged.
 * Once all that was taken is stored and half of the room is free, the channel is connected anew, and the broker says
 * the rest again. The connection itself stays up as long as there is no room: nothing is gained by losing it.
 *
 * <p>With one writer, messages are stored in the order in which they came.
 */
public final class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Vertx vertx;
    private final IntakeSettings settings;
    private final IntakeMeters meters;
    private final MessageTraces traces;
    private final Admission admission;
    private final BatchWriter writer;
    private final Queue<DeviceMessage> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger writing = new AtomicInteger();
    private final AtomicInteger connection = new AtomicInteger();
    private final Clock clock = Clock.systemUTC();

    /** @param renewal connects the channel anew, unless that is no longer wanted when it gets to it */
    Intake(
            Vertx vertx,
            IntakeSettings settings,
            MessageStore store,
            Room room,
            IntakeMeters meters,
            MessageTraces traces,
            Consumer<BooleanSupplier> renewal) {
        this.vertx = vertx;
        this.settings = settings;
        this.meters = meters;
        this.traces = traces;
        this.admission = new Admission(
                room,
                meters,
                // After a moment in which the last acknowledgements reach the broker.
                wanted -> vertx.setTimer(settings.retryDelay().toMillis(), timer -> renewal.accept(wanted)));
        this.writer = new BatchWriter(store, settings, connection::get, meters.retries()::increment);
    }

    /** Takes the message over and returns at once; for a channel method with manual acknowledgement. */
    public Uni<Void> take(Message<byte[]> message) {
        DeviceMessage received = DeviceMessage.received(message, clock.instant(), connection.get());
        if (admission.enter(received)) {
            waiting.add(received);
            startWriters();
        }
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

        /** The connector cannot wait: its buffer breaks when it is full. So all is looked at, and taken or not. */
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

    void connected() {
        admission.begin();
    }

    /** What waits and will be said again by the next connection is let go of: it would be held twice. */
    void disconnected() {
        int current = connection.incrementAndGet();
        List<DeviceMessage> gone = new ArrayList<>();
        List<DeviceMessage> kept = new ArrayList<>();
        for (DeviceMessage message = waiting.poll(); message != null; message = waiting.poll()) {
            (message.isSaidAgain(current) ? gone : kept).add(message);
        }
        waiting.addAll(kept);
        admission.leave(gone);
        startWriters();
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
        long start = System.nanoTime();
        OwnContext.run(vertx, () -> {
            MessageSpans spans = traces.begin(batch);
            if (batch.size() == 1) {
                batch.get(0).subject().mark();
            }
            writer.write(batch).subscribe().with(stored -> {
                spans.stored();
                finish(batch, start, spans);
            });
        });
    }

    /**
     * On the event loop of the connection the client would send each acknowledgement by itself, which is a system call
     * for each; from elsewhere they leave together.
     */
    private void finish(List<DeviceMessage> batch, long start, MessageSpans spans) {
        meters.batch().record(batch.size());
        meters.commit().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        Infrastructure.getDefaultWorkerPool().execute(() -> {
            batch.forEach(DeviceMessage::acknowledge);
            spans.acknowledged();
            admission.leave(batch);
        });
        writing.decrementAndGet();
        startWriters();
    }

    private List<DeviceMessage> nextBatch() {
        List<DeviceMessage> batch = new ArrayList<>();
        int most = settings.batchSize();
        long room = settings.batchBytes().asLongValue();
        while (batch.size() < most && room > 0) {
            DeviceMessage next = waiting.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
            room -= next.size();
        }
        return batch;
    }
}
