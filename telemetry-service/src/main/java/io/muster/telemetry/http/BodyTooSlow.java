package io.muster.telemetry.http;

import java.time.Duration;

import io.muster.kit.problem.Refusal;

/** A body has not come as a whole in the time that it may take. */
final class BodyTooSlow extends Refusal {

    private static final long serialVersionUID = 1L;

    BodyTooSlow(Duration limit) {
        super(Kind.TOO_SLOW, "request-timeout", "A body may take " + limit.toSeconds() + " s to come.");
    }
}
