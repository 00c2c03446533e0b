package io.muster.telemetry.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.muster.telemetry.reading.Reading;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MarkRowsTest {

    private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");
    private static final int DEVICE = 0;
    private static final int LAST_SEEN = 2;
    private static final int PLACE = 3;
    private static final int LOCATED_AT = 4;

    @Test
    void aDeviceIsMarkedOnceAndWasSeenWhenItsLastMessageCame() {
        Tuple rows = MarkRows.of(List.of(
                reading("dev_b", 0, 1, Map.of("heat", 1)),
                reading("dev_a", 0, 7, Map.of("heat", 1)),
                reading("dev_a", 9, 2, Map.of("heat", 1))));

        assertThat(column(rows, DEVICE)).containsExactly("dev_a", "dev_b");
        assertThat(column(rows, LAST_SEEN))
                .containsExactly(
                        TEN.plusSeconds(7).atOffset(ZoneOffset.UTC),
                        TEN.plusSeconds(1).atOffset(ZoneOffset.UTC));
        assertThat(column(rows, PLACE)).containsOnlyNulls();
        assertThat(column(rows, LOCATED_AT)).containsOnlyNulls();
    }

    @Test
    void aDeviceIsWhereItsNewestPlaceIsAlsoIfItSaidSomethingElseAfterIt() {
        Tuple rows = MarkRows.of(List.of(
                reading("dev_a", 5, 5, Map.of("lat", 2.5, "lng", 3.5)),
                reading("dev_a", 6, 6, Map.of("heat", 1)),
                reading("dev_a", 4, 7, Map.of("lat", 1.5, "lng", 1.5))));

        assertThat(column(rows, PLACE)[0]).asString().contains("2.5", "3.5");
        assertThat(column(rows, LOCATED_AT)).containsExactly(TEN.plusSeconds(5).atOffset(ZoneOffset.UTC));
    }

    private static Reading reading(String device, int time, int receivedAt, Map<String, Object> values) {
        Instant claimed = TEN.plusSeconds(time);
        return new Reading(
                "ws_a", device, "room", claimed, TEN.plusSeconds(receivedAt), claimed, 0, null, values, null, false);
    }

    private static Object[] column(Tuple rows, int column) {
        return (Object[]) rows.getValue(column);
    }
}
