package io.muster.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks ten times a second how old the oldest event is that Kafka has not got yet. */
public final class OutboxLag implements AutoCloseable {

    /** The first in line is the oldest, give or take the length of a transaction, and is found without a scan. */
    private static final String OLDEST =
            "select extract(epoch from clock_timestamp() - created_at) from outbox order by id limit 1";

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Connection connection;
    private volatile double highest;

    /** @param url of a service's database, {@code postgresql://user:password@host:port/database} */
    public OutboxLag(String url) throws SQLException {
        this.connection = JdbcUrl.connect(url);
        clock.scheduleAtFixedRate(this::look, 0, 100, TimeUnit.MILLISECONDS);
    }

    /** The highest age seen, in seconds. */
    public double highest() {
        return highest;
    }

    private void look() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(OLDEST)) {
            if (rows.next()) {
                highest = Math.max(highest, rows.getDouble(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        clock.shutdownNow();
        connection.close();
    }
}
