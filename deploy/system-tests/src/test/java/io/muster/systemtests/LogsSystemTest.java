package io.muster.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;

/** What services log, as programs read it. */
class LogsSystemTest {

    @Test
    void theLineOfADevicesMessageThatIsRefusedNamesTheDeviceAndItsWorkspace() {
        FieldDevice device = FieldDevice.commissioned().connect();

        device.publish("shadow/reported", "{\"secret\":\"s3cr3t-").join();

        JsonPath line = Awaitility.await()
                .until(() -> refusal(device), refusals -> !refusals.isEmpty())
                .get(0);
        assertThat(line.getString("mdc.workspace")).isEqualTo(STACK.value("WORKSPACE"));
        assertThat(line.getString("level")).isEqualTo("INFO");
        assertThat(line.getString("service")).isEqualTo("shadow");
        assertThat(line.getString("timestamp")).isNotBlank();
        assertThat(line.getString("loggerName")).startsWith("io.muster.shadow");
        assertThat(log()).doesNotContain("s3cr3t-");
    }

    private static List<JsonPath> refusal(FieldDevice device) {
        return log().lines()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .filter(line -> line.contains("report ignored"))
                .map(JsonPath::from)
                .filter(line -> device.id().equals(line.getString("mdc.device")))
                .toList();
    }

    private static String log() {
        try {
            return Files.readString(STACK.log("shadow"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
