package io.muster.broker.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.muster.events.ConnectivityEvent;

/**
 * What is still to be said. Each event is the whole state of its device, so of a device only the newest few are kept:
 * however long nobody listens, memory grows with the number of devices alone. One event of a device is under way at a
 * time, so that a repeated one cannot overtake its successor.
 */
public final class Announcements {

    private final int keptPerDevice;
    private final Map<String, Deque<ConnectivityEvent>> waiting = new HashMap<>();
    private final Set<String> ready = new LinkedHashSet<>();
    private final Set<String> underWay = new HashSet<>();

    /** @param keptPerDevice how many unsaid events of one device are kept, at least 1 */
    public Announcements(int keptPerDevice) {
        this.keptPerDevice = keptPerDevice;
    }

    public synchronized void add(ConnectivityEvent event) {
        Deque<ConnectivityEvent> events = waiting.computeIfAbsent(event.device(), device -> new ArrayDeque<>());
        if (events.size() == keptPerDevice) {
            events.removeFirst();
        }
        events.addLast(event);
        if (!underWay.contains(event.device())) {
            ready.add(event.device());
            notifyAll();
        }
    }

    /** Waits for the next event that may be sent; it is under way until {@link #said} or {@link #failed}. */
    public synchronized ConnectivityEvent take() throws InterruptedException {
        while (ready.isEmpty()) {
            wait();
        }
        String device = ready.iterator().next();
        ready.remove(device);
        underWay.add(device);
        Deque<ConnectivityEvent> events = waiting.get(device);
        ConnectivityEvent event = events.removeFirst();
        if (events.isEmpty()) {
            waiting.remove(device);
        }
        return event;
    }

    public synchronized void said(ConnectivityEvent event) {
        release(event.device());
    }

    /** It is said again, unless there are newer ones enough. */
    public synchronized void failed(ConnectivityEvent event) {
        Deque<ConnectivityEvent> events = waiting.computeIfAbsent(event.device(), device -> new ArrayDeque<>());
        if (events.size() < keptPerDevice) {
            events.addFirst(event);
        }
        release(event.device());
    }

    /** Waits until all is said, or the time is over. */
    public synchronized void awaitEmpty(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!waiting.isEmpty() || !underWay.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    private void release(String device) {
        underWay.remove(device);
        if (waiting.containsKey(device)) {
            ready.add(device);
        }
        notifyAll();
    }
}
