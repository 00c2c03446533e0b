package io.muster.bench.provisioning;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

import io.muster.bench.JdbcUrl;

/** Passwords that people chose and that are still kept by the hash that stands in for the slow one. */
final class WaitingPasswords implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 500;

    private final Connection connection;

    /** @param url of the provisioning service's database, {@code postgresql://user:password@host:port/database} */
    WaitingPasswords(String url) throws SQLException {
        this.connection = JdbcUrl.connect(url);
    }

    void awaitNone() throws SQLException, InterruptedException {
        while (waits()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private boolean waits() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select exists (select 1 from chosen_password)")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
