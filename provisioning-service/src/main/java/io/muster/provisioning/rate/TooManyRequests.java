package io.muster.provisioning.rate;

import java.time.Duration;
import java.util.Optional;

import io.muster.kit.problem.Refusal;

/** The caller asks more often than it may. */
public final class TooManyRequests extends Refusal {

    private static final long serialVersionUID = 1L;

    private final transient Duration wait;

    TooManyRequests(Duration wait) {
        super(Kind.TOO_MANY, "too-many-requests", "These are too many requests in such a time.");
        this.wait = wait;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(wait);
    }
}
