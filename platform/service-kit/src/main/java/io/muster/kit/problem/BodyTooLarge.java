package io.muster.kit.problem;

/** A body has more bytes than its path allows. */
final class BodyTooLarge extends Refusal {

    private static final long serialVersionUID = 1L;

    BodyTooLarge(long limit) {
        super(Kind.TOO_LARGE, "request-entity-too-large", "A body may have " + limit + " bytes.");
    }
}
