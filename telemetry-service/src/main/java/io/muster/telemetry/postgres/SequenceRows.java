package io.muster.telemetry.postgres;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.muster.telemetry.ingest.Heard;
import io.muster.telemetry.ingest.IngestLimits;
import io.muster.telemetry.ingest.SequenceRun;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The numbers of messages that have any: what has been left out so far, and what this batch adds to that. */
final class SequenceRows {

    /** The row is there before it is looked for: two batches that begin a run together do not overwrite one another. */
    static final String BEGIN =
            """
            insert into sequence_run (device, channel, first, last, seen, recent)
            select device, channel, number, number, 1, '\\x01'::bytea
            from unnest($1::text[], $2::text[], $3::bigint[]) as begun (device, channel, number)
            order by device, channel
            on conflict do nothing
            """;

    static final String FIND =
            """
            select device, channel, first, last, seen, recent from sequence_run
            where (device, channel) in (select * from unnest($1::text[], $2::text[]))
            order by device, channel for update
            """;
    static final String PUT =
            """
            update sequence_run as known set
                first = moved.first, last = moved.last, seen = moved.seen, recent = moved.recent
            from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bytea[])
                as moved (device, channel, first, last, seen, recent)
            where known.device = moved.device and known.channel = moved.channel
            """;

    private final Map<Series, SequenceRun> runs =
            new TreeMap<>(Comparator.comparing(Series::device).thenComparing(Series::channel));
    /** By the message that made it known; two that are alike are two. */
    private final Map<Heard, Long> gaps = new IdentityHashMap<>();

    private record Series(String device, String channel) {

        static Series of(Heard message) {
            return new Series(message.device(), message.sequence().channel());
        }
    }

    /** Messages with a number. */
    static List<Heard> numbered(List<Heard> messages) {
        return messages.stream().filter(message -> message.sequence() != null).toList();
    }

    static Tuple begin(List<Heard> numbered) {
        Map<Series, Long> begun = new LinkedHashMap<>();
        for (Heard message : numbered) {
            begun.putIfAbsent(Series.of(message), message.sequence().number());
        }
        return Tuple.of(
                begun.keySet().stream().map(Series::device).toArray(String[]::new),
                begun.keySet().stream().map(Series::channel).toArray(String[]::new),
                begun.values().toArray(Long[]::new));
    }

    static Tuple find(List<Heard> numbered) {
        List<Series> series = numbered.stream().map(Series::of).distinct().toList();
        return Tuple.of(
                series.stream().map(Series::device).toArray(String[]::new),
                series.stream().map(Series::channel).toArray(String[]::new));
    }

    /** @param known what {@link #FIND} answered */
    SequenceRows(List<Heard> numbered, Iterable<Row> known, IngestLimits limits) {
        for (Row row : known) {
            runs.put(
                    new Series(row.getString(0), row.getString(1)),
                    new SequenceRun(row.getLong(2), row.getLong(3), row.getLong(4), recent(row, limits)));
        }
        for (Heard message : numbered) {
            add(message, limits);
        }
    }

    private static BigInteger recent(Row row, IngestLimits limits) {
        return row.getValue(5) == null
                ? BigInteger.ONE.shiftLeft(limits.sequenceWindow() + 1).subtract(BigInteger.ONE)
                : new BigInteger(row.getBuffer(5).getBytes());
    }

    private void add(Heard message, IngestLimits limits) {
        Series series = Series.of(message);
        long number = message.sequence().number();
        SequenceRun before = runs.get(series);
        SequenceRun after = before.and(number, limits);
        runs.put(series, after);
        gaps.merge(message, after.gapsSince(before), Long::sum);
    }

    /** What the message made known to be left out; less than none for one that is late. */
    static long gaps(@Nullable SequenceRows rows, Heard message) {
        return rows == null ? 0 : rows.gaps.getOrDefault(message, 0L);
    }

    Tuple put() {
        List<SequenceRun> values = new ArrayList<>(runs.values());
        return Tuple.from(new Object[] {
            runs.keySet().stream().map(Series::device).toArray(String[]::new),
            runs.keySet().stream().map(Series::channel).toArray(String[]::new),
            values.stream().map(SequenceRun::first).toArray(Long[]::new),
            values.stream().map(SequenceRun::last).toArray(Long[]::new),
            values.stream().map(SequenceRun::seen).toArray(Long[]::new),
            values.stream()
                    .map(run -> Buffer.buffer(run.recent().toByteArray()))
                    .toArray(Buffer[]::new)
        });
    }
}
