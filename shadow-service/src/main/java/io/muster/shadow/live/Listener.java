package io.muster.shadow.live;

import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.subscription.MultiEmitter;

/** One that follows a shadow. */
final class Listener {

    private final ShadowId id;
    private final MultiEmitter<? super Shadow> emitter;
    private long told;

    /** @param told the version that it knows */
    Listener(ShadowId id, long told, MultiEmitter<? super Shadow> emitter) {
        this.id = id;
        this.told = told;
        this.emitter = emitter;
    }

    ShadowId id() {
        return id;
    }

    /** The version that it knows. */
    synchronized long told() {
        return told;
    }

    /** What it says it knows cannot be: there is no such version. Then it knows nothing. */
    synchronized void compare(long newest) {
        if (told > newest) {
            told = 0;
        }
    }

    /** It is told what is newer than what it knows. */
    synchronized void tell(Shadow shadow) {
        if (shadow.id().equals(id) && shadow.version() > told) {
            told = shadow.version();
            emitter.emit(shadow);
        }
    }

    /** There is nothing to follow any more. */
    void end() {
        emitter.complete();
    }
}
