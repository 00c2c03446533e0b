package io.muster.systemtests;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.assertj.core.api.Assertions.assertThat;

/** Telemetry over HTTP. */
final class Readings implements Work {

    private final String device;
    private final Queue<String> stored = new ConcurrentLinkedQueue<>();

    Readings(String device) {
        this.device = device;
    }

    @Override
    public void once(Caller caller) throws Caller.Failed {
        String id = UUID.randomUUID().toString();
        Map<String, Object> reading = Map.of("messageId", id, "temperature", 23.5);
        caller.ask("telemetry", "POST", "/devices/" + device + "/telemetry", reading, 200);
        stored.add(id);
    }

    @Override
    public void awaitWhole() throws SQLException {
        assertThat(stored).isNotEmpty();
        Map<String, Integer> rows = Rows.of(
                "telemetry",
                "select message_id, count(*) as rows from telemetry where device = any(?) group by message_id",
                List.of(device),
                row -> row.getInt("rows"));
        assertThat(rows).isEqualTo(Orders.once(stored));
    }
}
