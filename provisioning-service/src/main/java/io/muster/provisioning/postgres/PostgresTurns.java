package io.muster.provisioning.postgres;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.provisioning.turns.Turns;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** A transaction belongs to its Vert.x context: each turn has one of its own. */
@ApplicationScoped
class PostgresTurns implements Turns {

    private final Vertx vertx;

    PostgresTurns(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public <T> Uni<T> take(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(turn -> {
            Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(
                    started -> Uni.createFrom().deferred(work::get).subscribe().with(turn::complete, turn::fail));
        });
    }
}
