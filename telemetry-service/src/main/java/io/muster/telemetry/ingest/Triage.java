package io.muster.telemetry.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.muster.telemetry.reading.Reading;
import org.jspecify.annotations.Nullable;

/** Decides for each message what becomes of it. */
final class Triage {

    private final ReadingParser parser;
    private final int headBytes;

    Triage(ReadingParser parser, int headBytes) {
        this.parser = parser;
        this.headBytes = headBytes;
    }

    /** @param known what is known of the senders, by device */
    Batch sort(List<IncomingMessage> messages, Map<String, Sender> known) {
        List<Reading> readings = new ArrayList<>(messages.size());
        List<Rejection> rejections = new ArrayList<>();
        List<IncomingMessage> early = new ArrayList<>();
        for (IncomingMessage message : messages) {
            @Nullable Sender sender = known.get(message.device());
            decide(sender == null ? message : message.from(sender), sender, readings, rejections, early::add);
        }
        return new Batch(readings, rejections, early, List.of());
    }

    /** As {@link #sort}, for messages that have waited: those whose device is still not known are rejected. */
    Batch sortWaiting(List<EarlyMessage> waiting, Map<String, Sender> known) {
        List<Reading> readings = new ArrayList<>(waiting.size());
        List<Rejection> rejections = new ArrayList<>();
        for (EarlyMessage early : waiting) {
            @Nullable Sender sender = known.get(early.message().device());
            decide(
                    sender == null ? early.message() : early.message().from(sender),
                    sender,
                    readings,
                    rejections,
                    message -> reject(message, RejectionReason.UNKNOWN_DEVICE, "no such device", rejections));
        }
        List<Long> settled = waiting.stream().map(EarlyMessage::id).toList();
        return new Batch(readings, rejections, List.of(), settled);
    }

    private void decide(
            IncomingMessage message,
            @Nullable Sender sender,
            List<Reading> readings,
            List<Rejection> rejections,
            Consumer<IncomingMessage> stranger) {
        if (sender == null) {
            stranger.accept(message);
        } else if (!sender.workspace().equals(message.workspace())) {
            reject(message, RejectionReason.UNKNOWN_DEVICE, "no such device in this workspace", rejections);
        } else if (sender.deleted()) {
            reject(message, RejectionReason.DELETED, "the device has been deleted", rejections);
        } else if (sender.isSuspended()) {
            reject(message, RejectionReason.SUSPENDED, "the device is suspended", rejections);
        } else {
            read(message, readings, rejections);
        }
    }

    private void read(IncomingMessage message, List<Reading> readings, List<Rejection> rejections) {
        try {
            readings.addAll(parser.parse(message));
        } catch (UnusablePayload unusable) {
            reject(message, unusable.reason(), unusable.detail(), rejections);
        }
    }

    private void reject(IncomingMessage message, RejectionReason reason, String detail, List<Rejection> rejections) {
        rejections.add(Rejection.of(message, reason, detail, headBytes));
    }
}
