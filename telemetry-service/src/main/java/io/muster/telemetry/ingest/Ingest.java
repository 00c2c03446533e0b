package io.muster.telemetry.ingest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/**
 * Takes in what devices say. A batch of messages ends in one transaction: as readings, as rejections with a reason, or,
 * if this service has not heard of the device yet, as messages that wait. None is dropped and none holds up the others.
 */
@ApplicationScoped
public class Ingest {

    private final Senders senders;
    private final Readings readings;
    private final Triage triage;
    private final RejectionListener listener;
    private final IngestLimits limits;
    private final Clock clock = Clock.systemUTC();

    Ingest(
            Senders senders,
            Readings readings,
            PayloadReader payloads,
            RejectionListener listener,
            IngestLimits limits) {
        this.senders = senders;
        this.readings = readings;
        this.triage = new Triage(new ReadingParser(payloads, limits), limits.rejectedHeadBytes(), limits.maxChannels());
        this.listener = listener;
        this.limits = limits;
    }

    /** Keeps the messages durably; taking them again changes nothing. */
    public Uni<Void> take(List<IncomingMessage> messages) {
        return senders.find(devices(messages)).chain(known -> keep(triage.sort(messages, known)));
    }

    /** Rejects a message that Postgres does not take, for a reason that nobody thought of before it was sent there. */
    public Uni<Void> refuse(IncomingMessage message) {
        return senders.find(Set.of(message.device()))
                .chain(known -> keep(triage.refuse(message, known.get(message.device()))));
    }

    /** What a device sends in a request, to be taken in at once: whether it may send changes. */
    public Uni<Request> from(String device) {
        return senders.find(Set.of(device)).chain(known -> senders.channels(device)
                .map(channels -> messages -> receive(messages, known, channels)));
    }

    /** Messages of one device that come in one request. */
    public interface Request {

        /**
         * As {@link #take}, and says what became of each, to the caller alone. They came one after the other: two that
         * are alike are two, and stay in their order. They are read on the caller's thread.
         */
        Uni<Reception> receive(List<IncomingMessage> messages);
    }

    private Uni<Reception> receive(List<IncomingMessage> messages, Map<String, Sender> known, Set<String> channels) {
        Set<String> taken = new HashSet<>(channels);
        List<Batch> parts = IntStream.range(0, messages.size())
                .mapToObj(place -> messages.get(place).later(place))
                .map(message -> triage.sort(message, known, taken))
                .toList();
        Batch batch = Batch.of(parts);
        return readings.store(batch)
                .map(stored -> reception(parts, batch.readings().size(), stored));
    }

    private static Reception reception(List<Batch> parts, int readings, int stored) {
        List<Reception.Refused> refused = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            for (Rejection rejection : parts.get(i).rejections()) {
                refused.add(new Reception.Refused(i, rejection.reason(), rejection.detail()));
            }
        }
        return new Reception(parts.size(), parts.size() - refused.size(), stored, readings - stored, refused);
    }

    /** Takes in messages that waited and whose device is known by now; rejects those that have waited for too long. */
    Uni<Void> takeEarly() {
        return readings.due(clock.instant().minus(limits.earlyWait()), limits.earlyBatch())
                .chain(due -> due.isEmpty() ? Uni.createFrom().voidItem() : settle(due));
    }

    private Uni<Void> settle(List<EarlyMessage> due) {
        List<IncomingMessage> messages = due.stream().map(EarlyMessage::message).toList();
        return senders.find(devices(messages))
                .chain(known -> keep(triage.sortWaiting(due, known))
                        .onFailure(Unstorable.class)
                        .recoverWithUni(() -> settleApart(due, known)))
                .onFailure(SettledElsewhere.class)
                .recoverWithNull();
    }

    /** Halves what waits until the message that cannot be stored stands alone, and rejects that one. */
    private Uni<Void> settleApart(List<EarlyMessage> due, Map<String, Sender> known) {
        EarlyMessage first = due.get(0);
        int half = due.size() / 2;
        return half == 0
                ? keep(triage.refuseWaiting(first, known.get(first.message().device())))
                : settle(due.subList(0, half)).chain(() -> settle(due.subList(half, due.size())));
    }

    private Uni<Void> keep(Batch batch) {
        return readings.store(batch)
                .invoke(() -> listener.rejected(batch.rejections()))
                .replaceWithVoid();
    }

    private static Set<String> devices(List<IncomingMessage> messages) {
        Set<String> devices = new HashSet<>();
        for (IncomingMessage message : messages) {
            devices.add(message.device());
        }
        return devices;
    }
}
