package io.muster.telemetry.postgres;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.muster.telemetry.reading.Reading;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RollUpRowsTest {

    private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");
    private static final int DEVICE = 1;
    private static final int HOUR = 2;
    private static final int CHANNEL = 3;
    private static final int KEY = 4;
    private static final int COUNT = 5;
    private static final int SUM = 6;
    private static final int FIRST_TIME = 9;

    @Test
    void whatIsNotLetInHasNoRow() {
        Tuple rows = RollUpRows.of(
                List.of(reading("dev_a", "room", TEN, TEN, Map.of("heat", 1, "cold", 2))),
                (device, hour, channel, name) -> name.equals("cold"));

        assertThat(column(rows, KEY)).containsExactly("cold");
    }

    @Test
    void numbersOfAnHourArePutTogetherHoweverTheyAreOrdered() {
        Tuple rows = sums(List.of(heat("dev_a", 20, 3), heat("dev_a", 59, 5.5), heat("dev_a", 0, 2)));

        assertThat(row(rows, 0))
                .containsExactly(
                        "ws_a",
                        "dev_a",
                        TEN.atOffset(ZoneOffset.UTC),
                        "room",
                        "heat",
                        3L,
                        10.5,
                        2.0,
                        5.5,
                        TEN.atOffset(ZoneOffset.UTC),
                        2.0,
                        TEN.plusSeconds(59 * 60).atOffset(ZoneOffset.UTC),
                        5.5);
    }

    @Test
    void ofReadingsOfOneMomentThatWhichCameLastIsTheLast() {
        Reading late = reading("dev_a", "room", TEN, TEN.plusSeconds(9), Map.of("heat", 9));
        Reading early = reading("dev_a", "room", TEN, TEN.plusSeconds(1), Map.of("heat", 1));

        assertThat(row(sums(List.of(late, early)), 0)).contains(1.0, 9.0).endsWith(9.0);
    }

    @Test
    void rowsComeInTheOrderOfTheirKeys() {
        Tuple rows = sums(List.of(
                heat("dev_b", 0, 1),
                reading("dev_a", "room", TEN.plusSeconds(3600), TEN, Map.of("heat", 1)),
                reading("dev_a", "yard", TEN, TEN, Map.of("heat", 1)),
                reading("dev_a", "room", TEN, TEN, Map.of("heat", 1, "cold", 2))));

        assertThat(column(rows, DEVICE)).containsExactly("dev_a", "dev_a", "dev_a", "dev_a", "dev_b");
        assertThat(column(rows, CHANNEL)).containsExactly("room", "room", "yard", "room", "room");
        assertThat(column(rows, KEY)).containsExactly("cold", "heat", "heat", "heat", "heat");
        assertThat(column(rows, HOUR)[3]).isEqualTo(TEN.plusSeconds(3600).atOffset(ZoneOffset.UTC));
    }

    @Test
    void onlyNumbersThatCanBeAddedUpCount() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", "1");
        values.put("truth", true);
        values.put("none", null);
        values.put("list", List.of(1));
        values.put("huge", 1e150);
        values.put("hugeWhole", BigInteger.TEN.pow(200));
        values.put("large", -9.9e149);
        values.put("largeWhole", BigInteger.TEN.pow(20));
        values.put("whole", 7L);
        values.put("zero", -0.0);
        Tuple rows = sums(List.of(reading("dev_a", "room", TEN, TEN, values)));

        assertThat(column(rows, KEY)).containsExactly("large", "largeWhole", "whole", "zero");
        assertThat(column(rows, SUM)).containsExactly(-9.9e149, 1e20, 7.0, 0.0);
    }

    @Test
    void hoursBeforeTheEpochBeginWhereTheyBegin() {
        Instant time = Instant.parse("1969-12-31T23:59:59.999Z");
        Tuple rows = sums(List.of(reading("dev_a", "room", time, TEN, Map.of("heat", 1))));

        assertThat(column(rows, HOUR))
                .containsExactly(Instant.parse("1969-12-31T23:00:00Z").atOffset(ZoneOffset.UTC));
        assertThat(column(rows, FIRST_TIME)).containsExactly(time.atOffset(ZoneOffset.UTC));
        assertThat(column(rows, COUNT)).containsExactly(1L);
    }

    private static Reading heat(String device, int minute, Object value) {
        return reading(device, "room", TEN.plusSeconds(minute * 60L), TEN, Map.of("heat", value));
    }

    private static Reading reading(
            String device, String channel, Instant time, Instant receivedAt, Map<String, Object> values) {
        return new Reading("ws_a", device, channel, time, receivedAt, time, 0, null, values, null, false);
    }

    private static Object[] column(Tuple rows, int column) {
        return (Object[]) rows.getValue(column);
    }

    private static List<Object> row(Tuple rows, int row) {
        return IntStream.range(0, rows.size())
                .mapToObj(column -> column(rows, column)[row])
                .toList();
    }

    private static Tuple sums(List<Reading> readings) {
        return RollUpRows.of(readings, (device, hour, channel, name) -> true);
    }
}
