package io.muster.bench.telemetry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import io.muster.bench.JdbcUrl;

/**
 * Days of readings of many devices, written past the service, which would need hours for so many. Each day is filled
 * before its index is made, and then takes its place among the service's partitions.
 */
final class FilledDays implements AutoCloseable {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'telemetry_'yyyyMMdd");
    private static final String FILL =
            """
            insert into %s (workspace, device, channel, ts, received_at, value, fingerprint)
            select '%s', 'dev_' || lpad((n %% %d)::text, 13, '0'), 'sensors', at, at,
                jsonb_build_object('temperature', 20 + n %% 97 / 10.0, 'humidity', 40 + n %% 31, 'battery', n %% 100), n
            from generate_series(0, %d) as n
            cross join lateral (select timestamp '%s' at time zone 'UTC' + n * interval '1 day' / %d as at) as moment
            """;

    private static final String FIRST =
            """
            select min(relname) from pg_class
            where relkind = 'r' and relname ~ '^telemetry_[0-9]{8}$'
            """;

    private final Connection connection;
    private final String workspace;
    private final boolean kept;
    private final List<String> partitions = new ArrayList<>();

    /** @param kept whether the days stay when all is done */
    FilledDays(String url, String workspace, boolean kept) throws SQLException {
        this.connection = JdbcUrl.connect(url);
        this.workspace = workspace;
        this.kept = kept;
    }

    /** The first day for which the service has a place already; the days before it may be filled. */
    LocalDate firstDay() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet first = statement.executeQuery(FIRST)) {
            first.next();
            return LocalDate.parse(first.getString(1), NAME);
        }
    }

    /** Fills a day that the service has not made yet; each device says the same number of things in it. */
    void fill(LocalDate day, int devices, long rows) throws SQLException {
        String name = NAME.format(day);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table " + name + " (like telemetry including defaults including constraints)");
            partitions.add(name);
            statement.execute(FILL.formatted(name, workspace, devices, rows - 1, day, rows));
            statement.execute("create unique index on " + name + " (device, ts, channel, fingerprint)");
            statement.execute("alter table telemetry attach partition %s for values from ('%s') to ('%s')"
                    .formatted(name, day + " 00:00+00", day.plusDays(1) + " 00:00+00"));
            statement.execute("vacuum analyze " + name);
        }
    }

    /** What a row takes with its part of the indexes, in bytes. */
    double bytesARow(long rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery("select sum(pg_total_relation_size(format('%I', name)))"
                        + " from unnest(array['" + String.join("','", partitions) + "']) as name")) {
            size.next();
            return size.getDouble(1) / rows;
        }
    }

    /** Drops the days again, unless they are kept. */
    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String partition : kept ? List.<String>of() : partitions) {
                statement.execute("drop table " + partition);
            }
        } finally {
            connection.close();
        }
    }
}
