package io.muster.telemetry.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.muster.telemetry.ingest.Heard;
import io.muster.telemetry.reading.Reading;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** What came of each device in each slot of time, as the columns of one insert. */
final class TrafficRows {

    static final String ADD =
            """
            insert into traffic as known (
                workspace, device, slot, messages, bytes, duplicates, rejected, gaps, first_at, last_at)
            select * from unnest(
                $1::text[], $2::text[], $3::timestamptz[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                $8::bigint[], $9::timestamptz[], $10::timestamptz[])
            on conflict (device, slot) do update set
                messages = known.messages + excluded.messages, bytes = known.bytes + excluded.bytes,
                duplicates = known.duplicates + excluded.duplicates, rejected = known.rejected + excluded.rejected,
                gaps = known.gaps + excluded.gaps,
                first_at = least(known.first_at, excluded.first_at),
                last_at = greatest(known.last_at, excluded.last_at)
            """;

    private static final long SLOT = 300;

    private TrafficRows() {}

    private record Slot(String device, Instant start) {

        static Slot of(String device, Instant at) {
            return new Slot(device, Times.start(at, SLOT));
        }
    }

    private static final class Sum {
        private final String workspace;
        private long messages;
        private long bytes;
        private long readings;
        private long rejected;
        private long gaps;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        Sum(String workspace) {
            this.workspace = workspace;
        }

        void add(Heard message, long left) {
            gaps += left;
            bytes += message.bytes();
            readings += message.readings();
            if (message.readings() > 0) {
                messages++;
            } else {
                rejected++;
            }
            first = message.receivedAt().isBefore(first) ? message.receivedAt() : first;
            last = message.receivedAt().isAfter(last) ? message.receivedAt() : last;
        }
    }

    /**
     * @param sequences null if no message has a number
     * @param stored the readings that are new: all others were known before
     */
    static Tuple of(List<Heard> messages, @Nullable SequenceRows sequences, List<Reading> stored) {
        Map<Slot, Sum> slots = new TreeMap<>(Comparator.comparing(Slot::device).thenComparing(Slot::start));
        for (Heard message : messages) {
            slots.computeIfAbsent(Slot.of(message.device(), message.receivedAt()), slot -> new Sum(message.workspace()))
                    .add(message, SequenceRows.gaps(sequences, message));
        }
        return columns(slots, counts(stored));
    }

    private static Map<Slot, Long> counts(List<Reading> stored) {
        Map<Slot, Long> counts = new HashMap<>();
        for (Reading reading : stored) {
            counts.merge(Slot.of(reading.device(), reading.receivedAt()), 1L, Long::sum);
        }
        return counts;
    }

    private static Tuple columns(Map<Slot, Sum> slots, Map<Slot, Long> stored) {
        int count = slots.size();
        String[] workspaces = new String[count];
        String[] devices = new String[count];
        OffsetDateTime[] starts = new OffsetDateTime[count];
        Long[] messages = new Long[count];
        Long[] bytes = new Long[count];
        Long[] duplicates = new Long[count];
        Long[] rejected = new Long[count];
        Long[] gaps = new Long[count];
        OffsetDateTime[] first = new OffsetDateTime[count];
        OffsetDateTime[] last = new OffsetDateTime[count];
        int i = 0;
        for (Map.Entry<Slot, Sum> entry : slots.entrySet()) {
            Slot slot = entry.getKey();
            Sum sum = entry.getValue();
            workspaces[i] = sum.workspace;
            devices[i] = slot.device();
            starts[i] = Times.utc(slot.start());
            messages[i] = sum.messages;
            bytes[i] = sum.bytes;
            duplicates[i] = sum.readings - stored.getOrDefault(slot, 0L);
            rejected[i] = sum.rejected;
            gaps[i] = sum.gaps;
            first[i] = Times.utc(sum.first);
            last[i] = Times.utc(sum.last);
            i++;
        }
        return Tuple.from(
                new Object[] {workspaces, devices, starts, messages, bytes, duplicates, rejected, gaps, first, last});
    }
}
