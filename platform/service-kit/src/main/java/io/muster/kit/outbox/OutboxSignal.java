package io.muster.kit.outbox;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

/** Remembers that something was appended since the relay last looked, so that read-only transactions wake nobody. */
@ApplicationScoped
class OutboxSignal {

    private final AtomicBoolean raised = new AtomicBoolean();

    void raise() {
        raised.set(true);
    }

    boolean lower() {
        return raised.getAndSet(false);
    }
}
