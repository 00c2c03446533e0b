package io.muster.kit.outbox;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;

/**
 * Remembers that something was appended, so that read-only transactions wake nobody. Each request and each message has a
 * Vert.x context of its own, so that the commit of one does not use up what another one, which is still to commit, has
 * noted; whoever has none shares a note with others.
 */
@ApplicationScoped
class OutboxSignal {

    private static final String APPENDED = OutboxSignal.class.getName();

    private final AtomicBoolean shared = new AtomicBoolean();

    void raise() {
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(APPENDED, true);
        } else {
            shared.set(true);
        }
    }

    boolean lower() {
        boolean own = VertxContext.isOnDuplicatedContext() && ContextLocals.remove(APPENDED);
        return shared.getAndSet(false) || own;
    }
}
