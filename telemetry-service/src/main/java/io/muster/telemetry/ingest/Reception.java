package io.muster.telemetry.ingest;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of messages that came in one request.
 *
 * @param received messages, all of them
 * @param accepted messages that are readings, known before or not
 * @param stored readings that are new
 * @param duplicates readings that were known before
 * @param refused messages that are no readings, or the first of them
 */
public record Reception(int received, int accepted, int stored, int duplicates, List<Refused> refused) {

    /** Of a request that holds nothing. */
    public static final Reception NOTHING = new Reception(0, 0, 0, 0, List.of());

    public Reception {
        refused = List.copyOf(refused);
    }

    /** @param index of the message in the request, from 0 */
    public record Refused(int index, RejectionReason reason, String detail) {}

    /** How many messages are no readings. */
    public int rejected() {
        return received - accepted;
    }

    /** Of this and what came after it in the same request; names no more of the refused than so many. */
    public Reception and(Reception next, int mostNamed) {
        Stream<Refused> later = next.refused.stream()
                .map(message -> new Refused(received + message.index(), message.reason(), message.detail()));
        return new Reception(
                received + next.received,
                accepted + next.accepted,
                stored + next.stored,
                duplicates + next.duplicates,
                Stream.concat(refused.stream(), later).limit(mostNamed).toList());
    }
}
