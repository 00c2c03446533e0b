package io.muster.kit.problem;

import java.time.Duration;
import java.util.Optional;

/** More is asked for than can be done in time; nothing of it has been done. */
public final class TooBusy extends Refusal {

    private static final long serialVersionUID = 1L;

    private static final Duration SOON = Duration.ofSeconds(1);

    public TooBusy() {
        super(Kind.UNAVAILABLE, "too-busy", "More is asked for than can be done at the moment; try again later.");
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(SOON);
    }
}
