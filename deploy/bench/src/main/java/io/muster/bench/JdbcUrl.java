package io.muster.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Postgres' own form of a URL, {@code postgresql://user:password@host:port/database}, made one that JDBC knows. */
public final class JdbcUrl {

    private JdbcUrl() {}

    public static Connection connect(String postgresUrl) throws SQLException {
        URI url = URI.create(postgresUrl);
        String[] user = url.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), user[0], user[1]);
    }
}
