package io.muster.telemetry.ingest;

/** Another replica has taken in messages that waited, or is doing so. */
public final class SettledElsewhere extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettledElsewhere() {
        super("another replica takes them in", null, false, false);
    }
}
