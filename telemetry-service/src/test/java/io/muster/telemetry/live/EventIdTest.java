package io.muster.telemetry.live;

import java.time.Instant;
import java.util.Map;

import io.muster.telemetry.history.StoredReading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventIdTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890123Z");

    @Test
    void anIdIsReadAsItWasWritten() {
        assertThat(readBack(7L)).isEqualTo(EventId.of(reading("a", NOW), 7L));
        assertThat(readBack(null)).isEqualTo(EventId.of(reading("a", NOW), null));
    }

    @Test
    void readingsThatDifferInChannelOrTimeAloneHaveDifferentIds() {
        EventId id = EventId.of(reading("a", NOW), 7L);

        assertThat(id.names(reading("a", NOW))).isTrue();
        assertThat(id.names(reading("b", NOW))).isFalse();
        assertThat(id.names(reading("a", NOW.plusMillis(1)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "5",
                "5-",
                "5-g",
                "-5-0",
                "5-0-",
                "5-0-x",
                "9999999999999999999-0",
                "5-0-1-1",
                "1-ff-0",
                "1-ff-00"
            })
    void anyOtherTextIsNone(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }

    private static EventId readBack(@Nullable Long ended) {
        return EventId.parse(EventId.of(reading("a", NOW), ended).text()).orElseThrow();
    }

    private static LiveReading reading(String channel, Instant timestamp) {
        return new LiveReading(
                "ws", "dev_a", new StoredReading(channel, timestamp, NOW, null, Map.of(), null, null, -5));
    }
}
