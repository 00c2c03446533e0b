package io.muster.kit.problem;

import io.vertx.ext.web.RoutingContext;

/** A body has more bytes than its path allows. */
public final class BodyTooLarge extends Refusal {

    private static final long serialVersionUID = 1L;

    BodyTooLarge(long limit) {
        super(Kind.TOO_LARGE, "request-entity-too-large", "A body may have " + limit + " bytes.");
    }

    /**
     * For those who count bytes as they come.
     *
     * @throws BodyTooLarge if so many are more than the exchange's path allows
     */
    public static void unlessWithin(RoutingContext exchange, long bytes) {
        long limit = exchange.<Long>get(LimitedBody.LIMIT);
        if (bytes > limit) {
            throw new BodyTooLarge(limit);
        }
    }
}
