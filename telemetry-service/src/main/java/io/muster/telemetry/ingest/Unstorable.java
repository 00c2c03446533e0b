package io.muster.telemetry.ingest;

/** What a batch holds cannot be stored, now or later; none of it was. */
public final class Unstorable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param cause what the store said */
    public Unstorable(Throwable cause) {
        super("what is to be stored cannot be", cause, false, false);
    }
}
