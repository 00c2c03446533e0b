package io.muster.kit.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the service under test has heard of the others by now. */
final class Projections {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(10);

    private Projections() {}

    /** Returns when the service knows the device, and its credentials if it asks for them. */
    static void await(String device) {
        await("select exists (select from known_device where id = ?)", device);
        if (ConfigProvider.getConfig()
                .getOptionalValue("muster.device.tokens", Boolean.class)
                .orElse(false)) {
            await("select exists (select from device_token where device = ?)", device);
        }
    }

    /** Returns when the service has heard this word about the device, or a newer one. */
    static void await(String device, long revision) {
        await("select exists (select from known_device where id = ? and revision >= " + revision + ")", device);
    }

    private static void await(String question, String device) {
        try (Connection connection = RealServers.connect();
                PreparedStatement asked = connection.prepareStatement(question)) {
            asked.setString(1, device);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .until(() -> isSo(asked));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSo(PreparedStatement question) throws SQLException {
        try (ResultSet answer = question.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
