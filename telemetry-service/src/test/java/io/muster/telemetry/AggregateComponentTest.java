package io.muster.telemetry;

import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupSnapshot;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.Api.viewer;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.execute;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class AggregateComponentTest {

    private static final Instant YESTERDAY =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);

    private TestDevice device;

    /** Numbers in three hours: 1 to 4 from ten o'clock, 10 at eleven, 100 at a quarter past twelve; and no numbers. */
    @BeforeEach
    void measure() {
        device = TestDevice.registered(Api.WORKSPACE).connect();
        publish("10:01", "1");
        publish("10:59", "4");
        publish("10:31", "2");
        publish("10:32", "3");
        publish("11:00", "10");
        publish("12:15", "100");
        publish("12:16", "\"hot\"");
        publish("12:17", "true");
        publish("12:18", "1e300");
        // Known before: neither stored nor counted again.
        publish("12:15", "100");
        eventually().until(() -> count("telemetry", device.id()) == 9);
    }

    @AfterEach
    void disconnect() {
        device.close();
    }

    @ParameterizedTest
    @CsvSource({
        "avg, 2.5, 10, 100",
        "min, 1, 10, 100",
        "max, 4, 10, 100",
        "sum, 10, 10, 100",
        "first, 1, 10, 100",
        "last, 4, 10, 100",
        "p50, 2.5, 10, 100",
        "p95, 3.85, 10, 100"
    })
    void numbersAddUpByTheHour(String fn, float ten, float eleven, float twelve) {
        List<Number> values = aggregate("fn=" + fn);

        assertThat(values).extracting(Number::floatValue).containsExactly(ten, eleven, twelve);
    }

    @Test
    void aCountIsAWholeNumberAndAPointSaysWhereItBegins() {
        viewer().get(path("fn=count&keys=heat"))
                .then()
                .statusCode(200)
                .body("data.values.heat", contains(4, 1, 1))
                .body("data.channel", contains("room", "room", "room"))
                .body("data[0].timestamp", equalTo(at("10:00").toString().replace("Z", ".000Z")));
        viewer().get(path("keys=cold")).then().body("data.size()", equalTo(0));
        viewer().get(path("channel=other")).then().body("data.size()", equalTo(0));
    }

    @Test
    void ofABatchOnlyWhatIsNewIsAddedUp() {
        String known = item("13:15", "heat", 7);
        upload(known, item("13:05", "heat", 5)).body("data.stored", equalTo(2));
        upload(
                        item("13:05", "cold", 1),
                        known,
                        item("13:25", "heat", 11),
                        item("13:25", "heat", 11),
                        named("13:01", 3),
                        named("13:45", 90))
                .body("data.stored", equalTo(3))
                .body("data.duplicates", equalTo(3));
        upload(known, named("13:02", 8)).body("data.stored", equalTo(0)).body("data.duplicates", equalTo(2));

        assertThat(uploaded("count", "heat")).containsExactly(4f);
        assertThat(uploaded("sum", "heat")).containsExactly(26f);
        assertThat(uploaded("first", "heat")).containsExactly(3f);
        assertThat(uploaded("last", "heat")).containsExactly(11f);
        assertThat(uploaded("count", "cold")).containsExactly(1f);
    }

    @Test
    void partsOfHoursAtBothEndsAreMeasuredExactly() {
        assertThat(aggregate("fn=sum&from=" + at("10:31") + "&to=" + at("11:00")))
                .containsExactly(9f, 10f);
        assertThat(aggregate("fn=sum&from=" + at("10:31") + "&to=" + at("10:32")))
                .containsExactly(5f);
        assertThat(aggregate("fn=sum&bucket=5m&from=" + at("10:00") + "&to=" + at("10:59")))
                .containsExactly(1f, 5f, 4f);
        assertThat(aggregate("fn=sum&bucket=1m&from=" + at("10:30") + "&to=" + at("10:59")))
                .containsExactly(2f, 3f, 4f);
    }

    @Test
    void daysBeginByTheCallersClock() {
        // Eleven o'clock UTC is midnight in Auckland's summer or a summer hour beside it.
        assertThat(aggregate("fn=sum&bucket=1d")).containsExactly(120f);
        assertThat(aggregate("fn=sum&bucket=1d&tz=Etc/GMT-13")).containsExactly(10f, 110f);
        assertThat(aggregate("fn=sum&bucket=1d&tz=Asia/Kolkata")).containsExactly(120f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CET", "MET", "Europe/Berlin"})
    void inSummerDaysBeginAnHourEarlierAlsoWhereTheZoneIsNamedByAnAbbreviation(String zone) {
        Instant midnight = Instant.parse(Year.now(ZoneOffset.UTC).minusYears(1) + "-07-01T22:00:00Z");
        number("select count(*) from make_telemetry_day(?::timestamptz::date)", midnight.toString());
        execute(
                "insert into telemetry_hour select ?, ?, 'room', 'heat', ?::timestamptz, 1, 7, 7, 7, now(), 7, now(), 7",
                Api.WORKSPACE,
                device.id(),
                midnight.toString());

        viewer().get(path("fn=sum&bucket=1d&tz=" + zone + "&from=" + midnight.minusSeconds(7200) + "&to="
                        + midnight.plusSeconds(7200)))
                .then()
                .body("data.timestamp", contains(midnight.toString().replace("Z", ".000Z")));
    }

    @Test
    void aZoneThatOnlyJavaKnowsIsRefused() {
        viewer().get(path("tz=SystemV/AST4ADT")).then().statusCode(400).body("errors.field", contains("tz"));
    }

    @Test
    void wholeHoursComeFromRollUpsThatOutliveTheirReadings() {
        execute("delete from telemetry where device = ?", device.id());

        assertThat(aggregate("fn=sum")).containsExactly(10f, 10f, 100f);
        assertThat(aggregate("fn=last&bucket=1d")).containsExactly(100f);
        assertThat(aggregate("fn=p50")).isEmpty();
    }

    @Test
    void theNumbersOfAGroupsDevicesArePutTogether() {
        String group = Ids.next("grp");
        TestTopics.say(
                new GroupCreated(1, new GroupSnapshot(group, Api.WORKSPACE, "all", null, List.of(), 2, null, null)));
        TestTopics.say(new MemberAdded(2, Api.WORKSPACE, group, device.id()));
        try (TestDevice other = TestDevice.registered(Api.WORKSPACE).connect()) {
            TestTopics.say(new MemberAdded(3, Api.WORKSPACE, group, other.id()));
            other.publish("telemetry/room", "{\"heat\":30,\"timestamp\":\"" + at("10:15") + "\"}");
            eventually().until(() -> count("telemetry", other.id()) == 1);
            String path = "/device-groups/" + group + "/telemetry/aggregate?from=" + at("00:00") + "&fn=";

            viewer().get(path + "sum").then().statusCode(200).body("data.values.heat", contains(40f, 10f, 100f));
            viewer().get(path + "p50").then().body("data.values.heat", contains(3f, 10f, 100f));
            as(Api.OTHER_WORKSPACE, "admin").get(path + "sum").then().statusCode(404);
        }
    }

    @Test
    void aWorkspaceIsAWall() {
        as(Api.OTHER_WORKSPACE, "admin").get(path("fn=avg")).then().statusCode(404);
        viewer().get(path("fn=mean"))
                .then()
                .statusCode(400)
                .body("errors.field", contains("fn"))
                .body("errors[0]", not(hasKey("class")));
    }

    private ValidatableResponse upload(String... items) {
        return as(Api.WORKSPACE, "operator")
                .contentType("application/json")
                .body("[" + String.join(",", items) + "]")
                .post("/devices/" + device.id() + "/telemetry?channel=upload")
                .then()
                .statusCode(200);
    }

    private static String item(String time, String key, int value) {
        return "{\"%s\":%d,\"timestamp\":\"%s\"}".formatted(key, value, at(time));
    }

    private static String named(String time, int heat) {
        return "{\"heat\":%d,\"timestamp\":\"%s\",\"messageId\":\"named\"}".formatted(heat, at(time));
    }

    private List<Float> uploaded(String fn, String key) {
        List<Number> values = viewer().get(path("channel=upload&keys=" + key + "&fn=" + fn))
                .then()
                .statusCode(200)
                .extract()
                .path("data.values." + key);
        return values.stream().map(Number::floatValue).toList();
    }

    private List<Number> aggregate(String query) {
        return viewer().get(path(query)).then().statusCode(200).extract().path("data.values.heat");
    }

    private String path(String query) {
        return "/devices/" + device.id() + "/telemetry/aggregate?" + query
                + (query.contains("from=") ? "" : "&from=" + at("00:00"));
    }

    private void publish(String time, String value) {
        device.publish("telemetry/room", "{\"heat\":" + value + ",\"timestamp\":\"" + at(time) + "\"}");
    }

    private static Instant at(String time) {
        return Instant.parse(YESTERDAY.toString().replace("00:00:00", time + ":00"));
    }
}
