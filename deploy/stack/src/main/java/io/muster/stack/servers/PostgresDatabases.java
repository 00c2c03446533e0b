package io.muster.stack.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import io.muster.stack.layout.ServiceName;
import io.muster.stack.secret.Secrets;

/** One database and one role for each service; a role owns its database and can enter no other. */
record PostgresDatabases(int port, Secrets secrets) {

    static final String ADMIN = "postgres";

    /** Makes what is missing; throws while the server does not answer. */
    void ensure() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", ADMIN);
        login.setProperty("password", password(ADMIN));
        login.setProperty("connectTimeout", "2");
        login.setProperty("socketTimeout", "10");
        try (Connection connection =
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + ADMIN, login)) {
            for (ServiceName service : ServiceName.values()) {
                ensure(connection, service.lowerCase());
            }
        }
    }

    /** The address of a database with its owner's name and password. */
    String url(String owner) {
        return "postgresql://" + owner + ":" + password(owner) + "@127.0.0.1:" + port + "/" + owner;
    }

    String password(String role) {
        return secrets.password("postgres." + role);
    }

    private void ensure(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The names are ours and the passwords are URL-safe letters: nothing here needs quoting.
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                statement.execute("create role " + name + " login password '" + password(name) + "'");
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database " + name + " owner " + name);
                statement.execute("revoke all on database " + name + " from public");
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
