package io.muster.command.live;

import java.time.Duration;
import java.time.Instant;

import io.smallrye.mutiny.subscription.MultiEmitter;
import org.jspecify.annotations.Nullable;

/** One that follows a command or a batch. */
final class Listener {

    private final String id;
    private final MultiEmitter<? super Sighting> emitter;
    private @Nullable Sighting shown;
    private Instant shownAt = Instant.MIN;

    Listener(String id, MultiEmitter<? super Sighting> emitter) {
        this.id = id;
        this.emitter = emitter;
    }

    String id() {
        return id;
    }

    /** It is shown what is new, or when nothing was for a while. */
    synchronized void show(Sighting seen, Instant now, Duration heartbeat) {
        if (!seen.equals(shown) || !now.isBefore(shownAt.plus(heartbeat))) {
            shown = seen;
            shownAt = now;
            emitter.emit(seen);
            if (seen.isFinished()) {
                end();
            }
        }
    }

    void end() {
        emitter.complete();
    }
}
