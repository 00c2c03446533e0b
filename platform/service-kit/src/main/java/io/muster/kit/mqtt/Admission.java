package io.muster.kit.mqtt;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

/**
 * Which of a channel's messages find place in the service's {@link Room}. Once one that must not be lost has found none,
 * no other such one gets in on the same connection: they stay in their order.
 */
final class Admission {

    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final Room room;
    private final IntakeMeters meters;
    private final Consumer<BooleanSupplier> renewal;
    /** Messages inside that the broker still counts as in flight. */
    private final AtomicInteger unacknowledged = new AtomicInteger();

    private final AtomicBoolean renewing = new AtomicBoolean();
    private final AtomicBoolean dropping = new AtomicBoolean();
    private volatile boolean behind;

    /** @param renewal connects the channel anew, unless that is no longer wanted when it gets to it */
    Admission(Room room, IntakeMeters meters, Consumer<BooleanSupplier> renewal) {
        this.room = room;
        this.meters = meters;
        this.renewal = renewal;
        room.watch(this::catchUp);
    }

    /** On a new connection the broker says again what found no place. */
    void begin() {
        behind = false;
        renewing.set(false);
    }

    /** Whether it is let in; then it has to {@link #leave}, after it was acknowledged. */
    boolean enter(DeviceMessage message) {
        return message.isSaidOnce() ? enterLast(message) : enterSurely(message);
    }

    void leave(List<DeviceMessage> messages) {
        long cost = 0;
        int acknowledged = 0;
        for (DeviceMessage message : messages) {
            cost += message.cost();
            acknowledged += message.isSaidOnce() ? 0 : 1;
        }
        unacknowledged.addAndGet(-acknowledged);
        room.leave(cost, messages.size());
    }

    private boolean enterLast(DeviceMessage message) {
        if (room.enterLast(message.cost())) {
            return true;
        }
        meters.dropped().increment();
        if (dropping.compareAndSet(false, true)) {
            LOG.warnf("no room for device messages of QoS 0, they are dropped waiting=%d", room.messages());
        }
        return false;
    }

    private boolean enterSurely(DeviceMessage message) {
        if (behind) {
            return false;
        }
        if (room.enter(message.cost())) {
            unacknowledged.incrementAndGet();
            return true;
        }
        behind = true;
        LOG.warnf("no room for device messages, the broker keeps them waiting=%d", room.messages());
        catchUp();
        return false;
    }

    private void catchUp() {
        if (!room.isHalfFree()) {
            return;
        }
        if (dropping.get()) {
            dropping.set(false);
        }
        if (behind && unacknowledged.get() == 0 && renewing.compareAndSet(false, true)) {
            meters.renewals().increment();
            renewal.accept(() -> behind);
        }
    }
}
