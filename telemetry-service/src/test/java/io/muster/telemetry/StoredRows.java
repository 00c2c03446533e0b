package io.muster.telemetry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import io.muster.kit.testing.RealServers;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The service's database, seen from outside. */
public final class StoredRows {

    private StoredRows() {}

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }

    /** The one number that the query answers. */
    static long number(String query, Object... parameters) {
        try (Connection connection = connect()) {
            return number(connection, query, parameters);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static long number(Connection connection, String query, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, query, parameters);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Changes rows behind the service's back, and returns how many. */
    static int execute(String change, Object... parameters) {
        try (Connection connection = connect()) {
            return execute(connection, change, parameters);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static int execute(Connection connection, String change, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, change, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Rows of the device in the table. */
    static long count(String table, String device) {
        return number("select count(*) from " + table + " where device = ?", device);
    }

    /** Lets nobody read or write the table until the connection's transaction ends. */
    static Connection lock(String table) throws SQLException {
        Connection connection = transaction();
        connection.createStatement().execute("lock table " + table + " in access exclusive mode");
        return connection;
    }

    /** Another writer, whose changes are seen when it commits. */
    public static Connection transaction() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static Connection connect() throws SQLException {
        return RealServers.connect("telemetry");
    }
}
