package io.muster.telemetry;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.StoredRows.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** What a device may name has a bound: each name is a row that is kept when its readings are long gone. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class KeyBoundComponentTest {

    private static final int CHANNELS = 32;
    private static final int NAMES = 1000;

    private TestDevice device;

    @BeforeEach
    void register() {
        device = TestDevice.registered(Api.WORKSPACE);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void aDeviceHasOnlySoManyChannelsOverHttpToo() {
        String rows = IntStream.rangeClosed(0, CHANNELS)
                .mapToObj(n -> "2026-11-01T00:00:00Z,c" + n + ",1\n")
                .collect(Collectors.joining());
        post("", "text/csv", "timestamp,channel,n\n" + rows)
                .statusCode(200)
                .body("data.stored", equalTo(CHANNELS))
                .body("data.rejected.index", contains(CHANNELS))
                .body("data.rejected.reason", contains("bad_topic"));

        post("?channel=another", "application/json", "{\"n\":1}")
                .statusCode(400)
                .body("detail", containsString("32"));
        post("?channel=c1", "application/json", "{\"n\":1}").statusCode(200);
        assertThat(count("latest", device.id())).isEqualTo(CHANNELS);
        assertThat(count("rejected_message", device.id())).isEqualTo(2);
    }

    @Test
    void onlySoManyNamesOfAnHourAreSummedUpAndTheRestIsStoredAllTheSame() {
        String values =
                IntStream.range(0, NAMES).mapToObj(n -> "\"n" + n + "\":1").collect(Collectors.joining(","));
        post("", "application/json", "{" + values + "}").statusCode(200);
        post("", "application/json", "{\"one more\":1,\"n0\":2}").statusCode(200);

        assertThat(count("telemetry", device.id())).isEqualTo(2);
        assertThat(StoredRows.number(
                        "select count(*) from telemetry_hour where device = ? and key = 'one more'", device.id()))
                .isZero();
        assertThat(StoredRows.number(
                        "select sum(sum)::bigint from telemetry_hour where device = ? and key = 'n0'", device.id()))
                .isEqualTo(3);
    }

    private ValidatableResponse post(String query, String type, String body) {
        return as(Api.WORKSPACE, "operator")
                .contentType(type)
                .body(body)
                .post("/devices/" + device.id() + "/telemetry" + query)
                .then();
    }
}
