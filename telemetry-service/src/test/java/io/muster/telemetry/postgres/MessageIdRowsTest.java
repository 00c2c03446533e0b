package io.muster.telemetry.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.muster.telemetry.reading.Reading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageIdRowsTest {

    private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");

    @Test
    void anIdIsSaidOnceOfEachDeviceInTheOrderOfTheKeys() {
        MessageIdRows rows = new MessageIdRows(List.of(
                reading("dev_b", "2", 0),
                reading("dev_a", "2", 0),
                reading("dev_a", null, 0),
                reading("dev_a", "1", 0),
                reading("dev_a", "2", 5)));

        assertThat((Object[]) rows.columns().getValue(0)).containsExactly("dev_a", "dev_a", "dev_b");
        assertThat((Object[]) rows.columns().getValue(1)).containsExactly("1", "2", "2");
    }

    @Test
    void withoutAnyIdThereIsNothingToWrite() {
        assertThat(new MessageIdRows(List.of(reading("dev_a", null, 0))).isEmpty())
                .isTrue();
    }

    @Test
    void whereNoIdIsNewOnlyReadingsWithoutOneAreLeft() {
        Reading without = reading("dev_a", null, 0);
        List<Reading> readings = List.of(reading("dev_a", "1", 0), without);

        assertThat(new MessageIdRows(readings).fresh(readings, List.of())).containsExactly(without);
    }

    private static Reading reading(String device, @Nullable String messageId, int receivedAt) {
        return new Reading(
                "ws_a",
                device,
                "room",
                TEN,
                TEN.plusSeconds(receivedAt),
                TEN,
                0,
                messageId,
                Map.of("heat", 1),
                null,
                false);
    }
}
