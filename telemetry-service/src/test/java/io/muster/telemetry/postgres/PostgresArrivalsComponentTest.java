package io.muster.telemetry.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.testing.RealServers;
import io.muster.telemetry.StoredRows;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class PostgresArrivalsComponentTest {

    /** 100,000 readings of a thousand devices within five minutes. */
    private static final String MUCH_HAS_COME =
            """
            insert into telemetry (workspace, device, channel, ts, received_at, value, fingerprint)
            select 'plan', 'dev_plan_' || n % 1000, 'a', now() - n * interval '3 ms', now() - n * interval '3 ms',
                '{"temperature":23.5,"humidity":45.2,"battery":87}', n
            from generate_series(100000, 1, -1) as n
            """;

    /** As autovacuum does by itself, once in a while. */
    private static final String SUMMARIZED =
            """
            select sum(brin_summarize_new_values(index.oid)) from pg_class index
            join pg_am on pg_am.oid = index.relam where amname = 'brin' and index.relkind = 'i'
            """;

    @Test
    void whatOneDeviceMissedIsFoundWithoutReadingWhatAllOthersSaid() throws SQLException, JsonProcessingException {
        JsonNode plan = plan(PostgresArrivals.OF_DEVICE, "10 minutes", "'plan'", "'dev_plan_7'");

        assertThat(plan.path("Actual Rows").asLong()).isEqualTo(100);
        assertThat(rowsRead(plan)).isLessThan(20_000);
    }

    @Test
    void whatCameJustNowIsFoundWithoutReadingWhatCameBefore() throws SQLException, JsonProcessingException {
        JsonNode plan = plan(PostgresArrivals.OF_WORKSPACES, "3 seconds", "array['plan']", "null");

        assertThat(plan.path("Actual Rows").asLong()).isBetween(1L, 1000L);
        assertThat(rowsRead(plan)).isLessThan(20_000);
    }

    private static JsonNode plan(String query, String back, String whose, String device)
            throws SQLException, JsonProcessingException {
        try (Connection connection = StoredRows.transaction()) {
            connection.createStatement().execute(MUCH_HAS_COME);
            connection.createStatement().execute(SUMMARIZED);
            connection.createStatement().execute("analyze telemetry");
            JsonNode plan = plan(connection, query, back, whose, device);
            connection.rollback();
            return plan;
        }
    }

    private static JsonNode plan(Connection connection, String query, String back, String whose, String device)
            throws SQLException, JsonProcessingException {
        // Those that begin with the same digit as another one first.
        String filled = query.replace("$10", "now() - interval '24 hours'")
                .replace("$11", "10000")
                .replace("$12", whose)
                .replace("$13", device)
                .replace("$1", "'1:9000000:'")
                .replace("$2", "'9000000'")
                .replace("$3", "null")
                .replace("$4", "null")
                .replace("$5", "now() - interval '" + back + "'")
                .replace("$6", "''")
                .replace("$7", "''")
                .replace("$8", "now()")
                .replace("$9", "0");
        try (PreparedStatement statement = connection.prepareStatement("explain (analyze, format json) " + filled);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return new ObjectMapper().readTree(rows.getString(1)).path(0).path("Plan");
        }
    }

    /** Those that were found and those that were looked at in vain. */
    private static long rowsRead(JsonNode node) {
        long read = node.has("Relation Name")
                ? node.path("Actual Rows").asLong()
                        + node.path("Rows Removed by Filter").asLong()
                        + node.path("Rows Removed by Index Recheck").asLong()
                : 0;
        for (JsonNode below : node.path("Plans")) {
            read += rowsRead(below);
        }
        return read;
    }
}
