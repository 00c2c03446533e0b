package io.muster.systemtests;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks behind the services' backs, straight into their databases. */
final class PurgedRows {

    /** What says that there was a device with this id, and no more, is meant to stay: receipts and revisions. */
    private static final List<String> KEPT =
            List.of("known_device", "device_session", "deleted_device", "purge_receipt");

    private PurgedRows() {}

    /** Rows that still hold something of the device, by database and table; empty when all is gone. */
    static Map<String, Integer> of(String device) throws SQLException {
        Map<String, Integer> left = new LinkedHashMap<>();
        for (String service : List.of("REGISTRY", "PROVISIONING", "TELEMETRY", "COMMAND", "SHADOW")) {
            try (Connection connection = connect(RunningStack.STACK.value(service + "_DB_URL"))) {
                for (String table : tables(connection)) {
                    int rows = count(connection, table, device);
                    if (rows > 0 && KEPT.stream().noneMatch(table::startsWith)) {
                        left.put(service + "." + table, rows);
                    }
                }
            }
        }
        return left;
    }

    /** Opens a connection for a {@code postgresql://user:password@host:port/database} URL. */
    static Connection connect(String url) throws SQLException {
        URI address = URI.create(url);
        String[] owner = address.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath(),
                owner[0],
                owner[1]);
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'"
                        + " and tablename not like 'flyway%'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** A row is about the device if the text of any of its columns holds the id. */
    private static int count(Connection connection, String table, String device) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*) from \"" + table + "\" r where r::text like ?")) {
            statement.setString(1, "%" + device + "%");
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
