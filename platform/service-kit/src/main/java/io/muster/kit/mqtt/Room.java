package io.muster.kit.mqtt;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The place that a service has in memory for messages that are not stored yet, shared by its channels. Two counters:
 * taking a message in costs neither a lock nor an object.
 */
final class Room {

    private final long maxBytes;
    private final int maxMessages;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger messages = new AtomicInteger();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    Room(IntakeSettings settings) {
        this.maxBytes = settings.roomBytes().asLongValue();
        this.maxMessages = settings.roomMessages();
    }

    /** Whether a message of this size found place. One always does, however large. */
    boolean enter(int size) {
        return enter(size, maxBytes, maxMessages);
    }

    /** As {@link #enter}, but leaves half of the room to messages that must not be lost. */
    boolean enterLast(int size) {
        return enter(size, maxBytes / 2, maxMessages / 2);
    }

    void leave(long size, int count) {
        bytes.addAndGet(-size);
        messages.addAndGet(-count);
        watchers.forEach(Runnable::run);
    }

    boolean isHalfFree() {
        return bytes.get() <= maxBytes / 2 && messages.get() <= maxMessages / 2;
    }

    /** Calls it whenever messages have left; it must return at once. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    long bytes() {
        return bytes.get();
    }

    int messages() {
        return messages.get();
    }

    private boolean enter(int size, long mostBytes, int mostMessages) {
        long held = bytes.addAndGet(size);
        int count = messages.incrementAndGet();
        if (count == 1 || held <= mostBytes && count <= mostMessages) {
            return true;
        }
        bytes.addAndGet(-size);
        messages.decrementAndGet();
        return false;
    }
}
