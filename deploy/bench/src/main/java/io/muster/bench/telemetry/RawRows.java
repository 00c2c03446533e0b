package io.muster.bench.telemetry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;

/** The rows that the fleet's messages become. */
final class RawRows {

    private static final String VALUE = "{\"temperature\":23.5,\"humidity\":45.2,\"battery\":87}";

    private RawRows() {}

    static void bind(PreparedStatement statement, String workspace, String[] devices, int from, int to)
            throws SQLException {
        int count = to - from;
        String now = Instant.now().toString();
        String[] ids = new String[count];
        Long[] fingerprints = new Long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = devices[(from + i) % devices.length];
            fingerprints[i] = (from + i) * 0x9E3779B97F4A7C15L;
        }
        texts(statement, 1, same(workspace, count));
        texts(statement, 2, ids);
        texts(statement, 3, same(MqttFleet.CHANNEL, count));
        texts(statement, 4, same(now, count));
        texts(statement, 5, same(VALUE, count));
        Connection connection = statement.getConnection();
        statement.setArray(6, connection.createArrayOf("bigint", fingerprints));
    }

    private static String[] same(String value, int count) {
        String[] values = new String[count];
        Arrays.fill(values, value);
        return values;
    }

    private static void texts(PreparedStatement statement, int index, String[] values) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("text", values));
    }
}
