package io.muster.telemetry.ingest;

import java.util.List;

/**
 * What became of messages that came in one request.
 *
 * @param received messages, all of them
 * @param stored readings that are new
 * @param duplicates readings that were known before
 * @param refused messages that are no readings
 */
public record Reception(int received, int stored, int duplicates, List<Refused> refused) {

    public Reception {
        refused = List.copyOf(refused);
    }

    /** @param index of the message in the request, from 0 */
    public record Refused(int index, RejectionReason reason, String detail) {}

    /** Messages that are readings, known before or not. */
    public int accepted() {
        return received - refused.size();
    }
}
