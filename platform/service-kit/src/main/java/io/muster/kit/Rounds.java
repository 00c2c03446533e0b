package io.muster.kit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import org.jboss.logging.Logger;

/** Work that goes on by itself, again and again, until it is stopped. A round that fails is tried again with the next. */
public final class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final List<Cancellable> running = new CopyOnWriteArrayList<>();

    /** At once and then at every interval; a round that takes longer than the interval lets the next ones go by. */
    public void repeat(String work, Duration interval, Supplier<Uni<? extends Void>> round) {
        running.add(Multi.createFrom()
                .ticks()
                .every(interval)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> Uni.createFrom()
                        .deferred(round)
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "round failed, will be tried again work=%s reason=%s", work, failure.toString()))
                        .onFailure()
                        .recoverWithNull())
                .subscribe()
                .with(done -> {}));
    }

    /** Begins no further round. */
    public void stop() {
        running.forEach(Cancellable::cancel);
    }
}
