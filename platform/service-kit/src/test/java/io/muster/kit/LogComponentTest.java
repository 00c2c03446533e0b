package io.muster.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A line that programs read tells whom it is about, and nobody who was served before. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class LogComponentTest {

    private static final Path LOG = Path.of("target", "log.json");

    @Test
    void theLineOfARequestThatFailedNamesItsWorkspaceAndItsDevice() {
        List<String> devices = Stream.generate(() -> Ids.next("dev")).limit(40).toList();

        devices.parallelStream().forEach(device -> KitUnderTest.as("operator")
                .post("/notes/" + device + "/fail")
                .then()
                .statusCode(500));

        await().untilAsserted(() -> {
            Map<String, Long> lines = failures()
                    .filter(line -> KitUnderTest.WORKSPACE.equals(line.getString("mdc.workspace")))
                    .map(line -> line.getString("mdc.device"))
                    .filter(devices::contains)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            assertThat(lines).containsOnlyKeys(devices).allSatisfy((device, count) -> assertThat(count)
                    .isOne());
        });
    }

    @Test
    void theLineOfARequestAboutNoDeviceNamesNone() {
        KitUnderTest.as("operator").post("/notes/" + Ids.next("dev") + "/fail");
        long before = aboutNoDevice();

        KitUnderTest.as("viewer").get("/notes/broken").then().statusCode(500);

        await().until(() -> aboutNoDevice() == before + 1);
    }

    private static long aboutNoDevice() {
        return failures()
                .filter(line -> KitUnderTest.WORKSPACE.equals(line.getString("mdc.workspace")))
                .filter(line -> line.get("mdc.device") == null)
                .count();
    }

    private static Stream<JsonPath> failures() {
        return lines().stream()
                .map(JsonPath::from)
                .filter(line -> "request failed".equals(line.getString("message")))
                .filter(line -> line.getString("level").equals("ERROR")
                        && line.getString("timestamp") != null
                        && line.getString("loggerName").endsWith("RefusalMappers"));
    }

    /** Whole ones: the last may still be written. */
    private static List<String> lines() {
        try {
            return Files.readAllLines(LOG).stream()
                    .filter(line -> line.endsWith("}"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
