package io.muster.shadow.postgres;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Batcher;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Statements that many ask for one by one, each of them executed for all who came meanwhile. */
@ApplicationScoped
class SharedStatements {

    private final Vertx vertx;
    private final WriteSettings settings;

    SharedStatements(Vertx vertx, WriteSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /** One that tells all who asked the same. */
    <T> Batcher<T, Void> of(Function<List<T>, Uni<?>> statement) {
        return of(Duration.ZERO, statement);
    }

    /** As {@link #of}, for what nobody waits for. */
    <T> Batcher<T, Void> paced(Function<List<T>, Uni<?>> statement) {
        return of(settings.pace(), statement);
    }

    private <T> Batcher<T, Void> of(Duration pace, Function<List<T>, Uni<?>> statement) {
        return new Batcher<>(
                vertx,
                new Batcher.Limits(settings.batchSize(), 1, settings.waiting(), settings.patience(), pace),
                asked -> statement
                        .apply(asked)
                        .replaceWith(Collections.nCopies(
                                asked.size(), Uni.createFrom().voidItem())));
    }
}
