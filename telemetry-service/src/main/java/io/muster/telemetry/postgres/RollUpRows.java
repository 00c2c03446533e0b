package io.muster.telemetry.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.telemetry.reading.Reading;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * What new readings add to the numbers of their hours, as the columns of one insert: put together here, because Postgres
 * would need longer to take the readings' JSON apart than to store them.
 */
final class RollUpRows {

    /** The rows come in the order of their keys, so that two batches seldom wait for each other crosswise. */
    static final String ADD =
            """
            insert into telemetry_hour as known (
                workspace, device, hour, channel, key, count, sum, min, max, first_ts, first, last_ts, last)
            select * from unnest(
                $1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[], $7::float8[],
                $8::float8[], $9::float8[], $10::timestamptz[], $11::float8[], $12::timestamptz[], $13::float8[])
            on conflict (device, hour, channel, key) do update set
                count = known.count + excluded.count, sum = known.sum + excluded.sum,
                min = least(known.min, excluded.min), max = greatest(known.max, excluded.max),
                first = case when excluded.first_ts < known.first_ts then excluded.first else known.first end,
                first_ts = least(known.first_ts, excluded.first_ts),
                last = case when excluded.last_ts >= known.last_ts then excluded.last else known.last end,
                last_ts = greatest(known.last_ts, excluded.last_ts)
            """;

    private static final long HOUR = 3600;
    private static final Comparator<Cell> BY_KEY = Comparator.comparing(Cell::device)
            .thenComparing(Cell::hour)
            .thenComparing(Cell::channel)
            .thenComparing(Cell::key);

    private RollUpRows() {}

    private record Cell(String workspace, String device, Instant hour, String channel, String key) {}

    /** Whether a value of this name is summed up, too. */
    interface Names {
        boolean admit(String device, Instant hour, String channel, String name);
    }

    /** No row if the readings hold no number that can be added up; see {@link ReadingSql#BOUND}. */
    static Tuple of(List<Reading> stored, Names names) {
        Map<Cell, HourlyNumbers> cells = new HashMap<>();
        for (Reading reading : stored) {
            Instant hour = Times.start(reading.timestamp(), HOUR);
            reading.values().forEach((key, value) -> {
                if (value instanceof Number number && Math.abs(number.doubleValue()) < ReadingSql.BOUND) {
                    // JSON's -0 is 0, also in Postgres.
                    double finite = number.doubleValue() + 0.0;
                    cells.computeIfAbsent(
                                    new Cell(reading.workspace(), reading.device(), hour, reading.channel(), key),
                                    cell -> new HourlyNumbers(reading, finite))
                            .add(reading, finite);
                }
            });
        }
        cells.keySet().removeIf(cell -> !names.admit(cell.device(), cell.hour(), cell.channel(), cell.key()));
        return columns(cells);
    }

    private static Tuple columns(Map<Cell, HourlyNumbers> cells) {
        int count = cells.size();
        Cell[] keys = cells.keySet().stream().sorted(BY_KEY).toArray(Cell[]::new);
        String[] workspaces = new String[count];
        String[] devices = new String[count];
        OffsetDateTime[] hours = new OffsetDateTime[count];
        String[] channels = new String[count];
        String[] names = new String[count];
        Long[] counts = new Long[count];
        Double[] sums = new Double[count];
        Double[] least = new Double[count];
        Double[] greatest = new Double[count];
        OffsetDateTime[] firstTimes = new OffsetDateTime[count];
        Double[] first = new Double[count];
        OffsetDateTime[] lastTimes = new OffsetDateTime[count];
        Double[] last = new Double[count];
        for (int i = 0; i < count; i++) {
            Cell cell = keys[i];
            HourlyNumbers numbers = cells.get(cell);
            workspaces[i] = cell.workspace();
            devices[i] = cell.device();
            hours[i] = Times.utc(cell.hour());
            channels[i] = cell.channel();
            names[i] = cell.key();
            counts[i] = numbers.count();
            sums[i] = numbers.sum();
            least[i] = numbers.least();
            greatest[i] = numbers.greatest();
            firstTimes[i] = Times.utc(numbers.firstTime());
            first[i] = numbers.first();
            lastTimes[i] = Times.utc(numbers.lastTime());
            last[i] = numbers.last();
        }
        return Tuple.from(new Object[] {
            workspaces,
            devices,
            hours,
            channels,
            names,
            counts,
            sums,
            least,
            greatest,
            firstTimes,
            first,
            lastTimes,
            last
        });
    }
}
