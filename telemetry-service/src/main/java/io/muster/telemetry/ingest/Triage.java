package io.muster.telemetry.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.muster.telemetry.reading.Channels;
import io.muster.telemetry.reading.Reading;
import org.jspecify.annotations.Nullable;

/** Decides for each message what becomes of it. */
final class Triage {

    private final ReadingParser parser;
    private final int headBytes;
    private final int maxChannels;

    Triage(ReadingParser parser, int headBytes, int maxChannels) {
        this.parser = parser;
        this.headBytes = headBytes;
        this.maxChannels = maxChannels;
    }

    /** @param known what is known of the senders, by device */
    Batch sort(List<IncomingMessage> messages, Map<String, Sender> known) {
        List<IncomingMessage> early = new ArrayList<>();
        Sorted sorted = new Sorted(messages.size());
        for (IncomingMessage message : messages) {
            @Nullable Sender sender = known.get(message.device());
            if (sender == null) {
                early.add(message);
            } else {
                decide(message.from(sender), sender, sorted);
            }
        }
        return sorted.batch(early, List.of());
    }

    /**
     * As {@link #sort}, for a message that nobody counted before it came.
     *
     * @param channels those of its device; the message's is added, unless it is one too many
     */
    Batch sort(IncomingMessage message, Map<String, Sender> known, Set<String> channels) {
        Batch batch = sort(List.of(message), known);
        if (batch.readings().isEmpty()) {
            return batch.numberedOnlyOn(channels);
        }
        String channel = batch.readings().get(0).channel();
        if (channel.equals(Channels.STATUS) || channels.contains(channel) || channels.size() < maxChannels) {
            channels.add(channel);
            return batch;
        }
        Sorted sorted = new Sorted(1);
        sorted.heard.add(Heard.rejected(message, null));
        reject(message, RejectionReason.BAD_TOPIC, "is one channel more than " + maxChannels, sorted);
        return sorted.batch(List.of(), List.of());
    }

    /** As {@link #sort}, for messages that have waited: those whose device is still not known are rejected. */
    Batch sortWaiting(List<EarlyMessage> waiting, Map<String, Sender> known) {
        Sorted sorted = new Sorted(waiting.size());
        for (EarlyMessage early : waiting) {
            @Nullable Sender sender = known.get(early.message().device());
            if (sender == null) {
                reject(early.message(), RejectionReason.UNKNOWN_DEVICE, "no such device", sorted);
            } else {
                decide(early.message().from(sender), sender, sorted);
            }
        }
        return sorted.batch(List.of(), waiting.stream().map(EarlyMessage::id).toList());
    }

    /** A message that turned out not to be storable. */
    Batch refuse(IncomingMessage message, @Nullable Sender sender) {
        Sorted sorted = new Sorted(1);
        IncomingMessage known = sender == null ? message : message.from(sender);
        if (sender != null && sender.deleted()) {
            reject(known, RejectionReason.DELETED, "the device has been deleted", sorted);
        } else {
            if (sender != null) {
                sorted.heard.add(rejected(known));
            }
            reject(known, RejectionReason.BAD_VALUE, "cannot be stored", sorted);
        }
        return sorted.batch(List.of(), List.of());
    }

    /** As {@link #refuse}, of a message that has waited. */
    Batch refuseWaiting(EarlyMessage early, @Nullable Sender sender) {
        Batch refused = refuse(early.message(), sender);
        return new Batch(refused.heard(), refused.readings(), refused.rejections(), List.of(), List.of(early.id()));
    }

    private void decide(IncomingMessage message, Sender sender, Sorted sorted) {
        if (!sender.workspace().equals(message.workspace())) {
            reject(message, RejectionReason.UNKNOWN_DEVICE, "no such device in this workspace", sorted);
        } else if (sender.deleted()) {
            reject(message, RejectionReason.DELETED, "the device has been deleted", sorted);
        } else if (sender.isSuspended()) {
            sorted.heard.add(rejected(message));
            reject(message, RejectionReason.SUSPENDED, "the device is suspended", sorted);
        } else {
            read(message, sender, sorted);
        }
    }

    private void read(IncomingMessage message, Sender sender, Sorted sorted) {
        try {
            List<Reading> readings = parser.parse(message);
            requireKept(readings, message, sender);
            sorted.heard.add(Heard.of(message, readings));
            sorted.readings.addAll(readings);
        } catch (UnusablePayload unusable) {
            sorted.heard.add(rejected(message));
            sorted.rejections.add(
                    Rejection.of(message, unusable.reason(), unusable.detail(), unusable.messageId(), headBytes));
        }
    }

    /** It came, so its number is not missing. */
    private Heard rejected(IncomingMessage message) {
        return Heard.rejected(message, parser.sequence(message));
    }

    /** What would be removed as soon as it is looked at again is not said to be stored. */
    private static void requireKept(List<Reading> readings, IncomingMessage message, Sender sender)
            throws UnusablePayload {
        Instant earliest = message.receivedAt().minus(sender.kept());
        for (Reading reading : readings) {
            if (reading.timestamp().isBefore(earliest)) {
                throw new UnusablePayload(
                                RejectionReason.TOO_OLD,
                                "has a time more than " + sender.kept().toSeconds()
                                        + " s ago, and readings are kept no longer")
                        .about(reading.messageId());
            }
        }
    }

    private void reject(IncomingMessage message, RejectionReason reason, String detail, Sorted sorted) {
        sorted.rejections.add(Rejection.of(message, reason, detail, null, headBytes));
    }

    /** What has been decided so far. */
    private static final class Sorted {
        private final List<Heard> heard;
        private final List<Reading> readings;
        private final List<Rejection> rejections = new ArrayList<>();

        Sorted(int messages) {
            heard = new ArrayList<>(messages);
            readings = new ArrayList<>(messages);
        }

        Batch batch(List<IncomingMessage> early, List<Long> settled) {
            return new Batch(heard, readings, rejections, early, settled);
        }
    }
}
