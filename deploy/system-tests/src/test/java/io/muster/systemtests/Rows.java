package io.muster.systemtests;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import static io.muster.systemtests.RunningStack.STACK;

/** What a service's database says of some things. */
final class Rows {

    private Rows() {}

    /** Reads a value from a row. */
    interface Reader<V> {

        V read(ResultSet row) throws SQLException;
    }

    /**
     * Values by the first column; of several rows with the same, the last.
     *
     * @param query with one parameter, an array of texts
     */
    static <V> Map<String, V> of(String service, String query, Collection<String> ids, Reader<V> reader)
            throws SQLException {
        try (Connection connection = PurgedRows.connect(STACK.value(service.toUpperCase() + "_DB_URL"));
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            Map<String, V> values = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.put(rows.getString(1), reader.read(rows));
                }
            }
            return values;
        }
    }
}
