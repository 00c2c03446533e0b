package io.muster.telemetry.ingest;

import java.time.Instant;
import java.time.LocalDate;

import io.smallrye.mutiny.Uni;

/** Keeps the tables ready and bounded. */
public interface Housekeeping {

    /** Makes room for readings of these days (UTC); days that have room are left as they are. */
    Uni<Void> makeDays(LocalDate first, LocalDate last);

    /** Forgets message ids and rejected messages that came before these times. */
    Uni<Void> forget(Instant messageIdsBefore, Instant rejectedBefore);
}
