package io.muster.telemetry.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.muster.telemetry.reading.Reading;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatestRowsTest {

    private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");
    private static final int DEVICE = 1;
    private static final int CHANNEL = 2;
    private static final int VALUE = 6;

    @Test
    void ofEachChannelTheNewestReadingIsTakenHoweverTheyAreOrdered() {
        Tuple rows = LatestRows.of(List.of(
                reading("dev_b", "room", 1, 1),
                reading("dev_a", "yard", 1, 2),
                reading("dev_a", "room", 9, 3),
                reading("dev_a", "room", 5, 4)));

        assertThat(column(rows, DEVICE)).containsExactly("dev_a", "dev_a", "dev_b");
        assertThat(column(rows, CHANNEL)).containsExactly("room", "yard", "room");
        assertThat(column(rows, VALUE)).containsExactly("{\"heat\":3}", "{\"heat\":2}", "{\"heat\":1}");
    }

    @Test
    void ofReadingsOfOneMomentThatWhichCameLastIsTaken() {
        Reading late = reading("dev_a", "room", TEN, TEN.plusSeconds(2), 2);
        Reading early = reading("dev_a", "room", TEN, TEN.plusSeconds(1), 1);

        assertThat(column(LatestRows.of(List.of(late, early)), VALUE)).containsExactly("{\"heat\":2}");
    }

    private static Reading reading(String device, String channel, int second, int heat) {
        return reading(device, channel, TEN.plusSeconds(second), TEN, heat);
    }

    private static Reading reading(String device, String channel, Instant time, Instant receivedAt, int heat) {
        return new Reading("ws_a", device, channel, time, receivedAt, time, 0, null, Map.of("heat", heat), null, false);
    }

    private static Object[] column(Tuple rows, int column) {
        return (Object[]) rows.getValue(column);
    }
}
