package io.muster.registry;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Whole lists of devices as files. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceExportComponentTest {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @TestHTTPResource("/devices?sort=deviceId")
    URI devices;

    @BeforeEach
    void fiveDevices() {
        registry.register(
                "a",
                Map.of(
                        "name",
                        "=cmd|' /C calc'!A0",
                        "description",
                        "one, \"two\"\nthree",
                        "tags",
                        List.of("x", "y"),
                        "metadata",
                        Map.of("n", 1)));
        registry.register(
                "b", Map.of("name", "@b", "type", "-t", "info", Map.of("model", "+1+1"), "description", "x;=1"));
        registry.register("c", Map.of("name", "a=b"));
        registry.register("d");
        registry.register("e", Map.of("type", "pump"));
    }

    @Test
    void aTableHasEveryDeviceAndNoFormula() throws IOException {
        String text = registry.viewer()
                .accept(CSV)
                .get("/devices?sort=deviceId")
                .then()
                .statusCode(200)
                .contentType(CSV + ";charset=UTF-8")
                .extract()
                .asString();
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text))
                .getRecords();

        assertThat(rows).extracting(row -> row.get("deviceId")).containsExactly("a", "b", "c", "d", "e");
        assertThat(rows).extracting(row -> row.get("name")).startsWith("'=cmd|' /C calc'!A0", "'@b", "a=b");
        assertThat(rows.get(0).toMap())
                .containsEntry("description", "one, \"two\"\nthree")
                .containsEntry("tags", "x,y")
                .containsEntry("metadata", "{\"n\":1}")
                .containsEntry("connected", "false")
                .containsEntry("lastSeen", "");
        assertThat(rows.get(1).toMap()).containsEntry("type", "'-t").containsEntry("model", "'+1+1");
        assertThat(text).contains("\"x;=1\"");
    }

    @Test
    void aTableSaysWhereDevicesAre() {
        registry.operator()
                .body(Map.of("location", Map.of("lat", 52.5, "lng", -13.25)))
                .patch("/devices/e")
                .then()
                .statusCode(200);

        List<String> lines = export(CSV, "type=pump").lines().toList();

        assertThat(lines.get(0)).contains("\"lat\",\"lng\",\"accuracy\"");
        assertThat(lines.get(1)).contains("\"52.5\",\"-13.25\",,");
    }

    @Test
    void linesAreDevicesAsAPageHasThem() {
        String text = registry.viewer()
                .accept(NDJSON)
                .body(Map.of("query", "type != 'pump'", "sort", "deviceId:desc"))
                .post("/devices/query")
                .then()
                .statusCode(200)
                .contentType(NDJSON + ";charset=UTF-8")
                .extract()
                .asString();

        assertThat(text.lines().map(line -> JsonPath.from(line).getString("deviceId")))
                .containsExactly("d", "c", "b", "a");
        assertThat(JsonPath.from(text.lines().findFirst().orElseThrow()).getMap(""))
                .isEqualTo(registry.device("d").getMap(""));
    }

    @Test
    void aFileOfNothingIsEmptyButForItsHeadings() {
        assertThat(export(CSV, "type=none").lines()).hasSize(1);
        assertThat(export(NDJSON, "type=none")).isEmpty();
        assertThat(export(NDJSON, "type=pump").lines()).hasSize(1);
    }

    @Test
    void aFileHasNoPagesAndAWrongFilterIsStillAProblem() {
        problem(registry.viewer().accept(CSV).get("/devices?page=1"), 400, "invalid-request");
        problem(registry.viewer().accept(NDJSON).get("/devices?sort=id"), 400, "invalid-request");
        problem(
                registry.viewer().accept(CSV).body(Map.of("query", "type =")).post("/devices/query"),
                400,
                "invalid-query");
    }

    @Test
    void aCallerThatTakesAnythingGetsAPage() {
        registry.viewer().accept("*/*").get("/devices").then().contentType("application/json");
        registry.viewer().accept("text/html, */*;q=0.8").get("/devices").then().contentType("application/json");
    }

    @Test
    void anExportThatFailsBreaksOff() throws SQLException {
        try (Connection database = database();
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("lock table device_credential in access exclusive mode");
            Thread killer = new Thread(() -> killWhoWaits("device_credential"));
            killer.start();

            assertThatExceptionOfType(IOException.class).isThrownBy(this::download);
            database.rollback();
        }
    }

    private String download() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(devices)
                .header("Accept", CSV)
                .header("Authorization", "Bearer " + TestTokens.token(registry.workspace(), "viewer"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** Ends the connection whose statement waits for the table. */
    private static void killWhoWaits(String table) {
        Awaitility.await().ignoreExceptions().until(() -> {
            try (Connection database = database();
                    Statement statement = database.createStatement();
                    ResultSet killed = statement.executeQuery("select pg_terminate_backend(pid) from pg_locks where not"
                            + " granted and relation = '" + table + "'::regclass")) {
                return killed.next();
            }
        });
    }

    private static Connection database() throws SQLException {
        return RealServers.connect("registry");
    }

    private String export(String type, String filter) {
        return registry.viewer()
                .accept(type)
                .get("/devices?" + filter)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
