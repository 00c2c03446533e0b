package io.muster.telemetry.live;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Where the looks have got since somebody listens. */
final class Tail {

    private final CompletableFuture<Position> begun = new CompletableFuture<>();
    private volatile @Nullable Position position;
    private @Nullable Horizon told;
    private Instant from = Instant.EPOCH;

    /** @param horizon the look with this number, and those before, tell what was committed by then */
    record Position(long look, Horizon horizon) {}

    /** Where the newest look stands, whether or not it has told all yet; as soon as there is one. */
    Uni<Position> position() {
        @Nullable Position current = position;
        return current == null
                // A copy: who goes while it waits cancels what it waits for.
                ? Uni.createFrom().completionStage(begun.copy())
                : Uni.createFrom().item(current);
    }

    void moveOn(Position next) {
        position = next;
        begun.complete(next);
    }

    /** Up to where all is told; null before the first look, which only says where telling begins. */
    @Nullable
    Horizon told() {
        return told;
    }

    /** What came before this and is not told is committed long after it came. */
    Instant from() {
        return from;
    }

    /** @param next from where the next look has to begin */
    void toldAll(Horizon horizon, Instant next) {
        told = horizon;
        from = next;
    }
}
