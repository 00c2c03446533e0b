package io.muster.bench.telemetry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.muster.bench.JdbcUrl;

/** What of these devices can be queried by now, in the telemetry service's database. */
final class StoredMessages implements AutoCloseable {

    /** Committed together with the rows, and two hundred of them are read quicker than a million. */
    private static final String COUNTED =
            "select coalesce(sum(messages - duplicates), 0) from traffic where device = any(?)";

    private static final String ROWS = "select count(*) from telemetry where device = any(?)";
    private static final String BYTES =
            """
            select sum(pg_total_relation_size(oid))::bigint from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace
            """;

    private static final String RAW_TABLE = "create table bench_raw (like telemetry including all)";

    /** The same rows once more, each column as one array, without anything beside. */
    private static final String RAW_INSERT =
            """
            insert into bench_raw (workspace, device, channel, ts, received_at, value, fingerprint)
            select item.workspace, item.device, item.channel, item.ts, item.ts, item.value::jsonb, item.fingerprint
            from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::bigint[])
                as item (workspace, device, channel, ts, value, fingerprint)
            """;

    private final Connection connection;

    StoredMessages(String url) throws SQLException {
        this.connection = JdbcUrl.connect(url);
    }

    long counted(String[] devices) throws SQLException {
        return number(COUNTED, devices);
    }

    long rows(String[] devices) throws SQLException {
        return number(ROWS, devices);
    }

    /** What all tables of the service take with their indexes, in bytes. */
    long bytes() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet size = statement.executeQuery(BYTES)) {
            size.next();
            return size.getLong(1);
        }
    }

    /** Inserts so many rows into a table of the same shape and answers rows a second. */
    double insertRaw(String workspace, String[] devices, int rows, int batch) throws SQLException {
        execute("drop table if exists bench_raw");
        execute(RAW_TABLE);
        long begin = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(RAW_INSERT)) {
            for (int from = 0; from < rows; from += batch) {
                RawRows.bind(statement, workspace, devices, from, Math.min(rows, from + batch));
                statement.executeUpdate();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        execute("drop table bench_raw");
        return rows / seconds;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql, String[] devices) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", devices));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
