package io.muster.kit;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A Vert.x context for one piece of work: sessions, transactions, traces and what log lines are about are bound to it, and
 * none of them is shared with whoever caused the work.
 */
public final class OwnContext {

    private OwnContext() {}

    /** Has it done soon, on a new context. */
    public static void run(Vertx vertx, Runnable work) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(nothing -> work.run());
    }
}
