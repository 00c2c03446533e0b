package io.muster.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.muster.systemtests.Commands.awaitStatus;
import static io.muster.systemtests.Commands.eventually;
import static io.muster.systemtests.Commands.order;
import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Two nodes are one broker, also when one of them is killed: whoever was on it comes to the other. */
class BrokerClusterSystemTest {

    private static final int DEVICES = 5;
    private static final int MESSAGES = 200;
    private static final String TELEMETRY = "telemetry";
    private static final String MESSAGES_STORED = "muster_ingest_messages_total";

    private static BrokerCluster cluster;

    @BeforeAll
    static void twoNodes() {
        cluster = BrokerCluster.instead();
        STACK.awaitRecovery();
    }

    @AfterAll
    static void oneAgain() {
        cluster.close();
    }

    @Test
    void aDeviceIsAskedAndToldThroughTheNodeThatItIsNotOn() {
        FieldDevice device = onSecond(FieldDevice.commissioned());
        device.obeyCommands().subscribe("shadow/delta");

        awaitStatus(order("/devices/" + device.id() + "/commands", Map.of("command", "reboot")), "succeeded");
        desire(device, "1.4.0");

        assertThat(device.awaitMessage("shadow/delta").getString("state.firmware"))
                .isEqualTo("1.4.0");
        device.disconnect();
    }

    @Test
    void aDeviceThatComesToTheOtherNodeIsConnectedThereAlone() {
        FieldDevice device = onSecond(FieldDevice.commissioned());
        Mqtt3AsyncClient before = device.mqtt();

        device.at(cluster.first()).connect().obeyCommands();

        eventually().until(() -> !before.getState().isConnected());
        awaitStatus(order("/devices/" + device.id() + "/commands", Map.of("command", "reboot")), "succeeded");
        awaitConnected(device, true);
        device.disconnect();
        awaitConnected(device, false);
    }

    @Test
    void aDeviceWhoseCredentialIsReplacedIsPutOutOfWhateverNode() {
        FieldDevice device = onSecond(FieldDevice.commissioned());

        Rest.asAdmin()
                .body(Map.of("authType", "token"))
                .post("/devices/" + device.id() + "/provision")
                .then()
                .statusCode(201);

        eventually().until(() -> !device.mqtt().getState().isConnected());
    }

    @Test
    void theDevicesOfAKilledNodeGetWhatIsHeldForThemOnTheOther() {
        FieldDevice moves = onSecond(FieldDevice.commissioned()).obeyCommands();
        FieldDevice stays = onSecond(FieldDevice.commissioned());
        awaitConnected(moves, true);
        awaitConnected(stays, true);

        cluster.second().kill();
        String command = order("/devices/" + moves.id() + "/commands", Map.of("command", "reboot"));
        desire(moves, "1.4.0");
        moves.at(cluster.first()).connect().obeyCommands().subscribe("shadow/delta");

        awaitStatus(command, "succeeded");
        assertThat(moves.awaitMessage("shadow/delta").getString("state.firmware"))
                .isEqualTo("1.4.0");
        awaitConnected(moves, true);
        awaitConnected(stays, false);
        moves.disconnect();
        restartSecond();
    }

    @Test
    void telemetryOfBothNodesIsSharedAndWhatAKilledOneHadAcknowledgedIsStoredWhenItIsBack() throws SQLException {
        try (ServiceReplica second =
                        ServiceReplica.beside(TELEMETRY, Map.of("MUSTER_MQTT_PORT", port(cluster.second())));
                Connection operator = PurgedRows.connect(STACK.value("TELEMETRY_DB_URL"));
                Statement statement = operator.createStatement()) {
            ServiceReplica first = ServiceReplica.ofTheStack(TELEMETRY);
            double before = first.counter(MESSAGES_STORED);
            Burst shared = Burst.of(onSecond(DEVICES), MESSAGES);
            shared.awaitAcknowledged();
            shared.awaitStoredOnce();
            assertThat(first.counter(MESSAGES_STORED) - before)
                    .as("messages of the first")
                    .isPositive();
            assertThat(second.counter(MESSAGES_STORED))
                    .as("messages of the second")
                    .isPositive();

            operator.setAutoCommit(false);
            statement.execute("lock table telemetry in exclusive mode");
            Burst held = Burst.of(onSecond(DEVICES), MESSAGES);
            held.awaitAcknowledged();
            assertThat(held.stored()).as("stored while the table is locked").isZero();
            cluster.second().kill();
            second.close();
            operator.rollback();

            restartSecond();

            held.awaitStoredOnce();
        }
    }

    private static String port(BrokerNode node) {
        return Integer.toString(node.url().getPort());
    }

    private static void restartSecond() {
        cluster.second().start();
        cluster.second().awaitReady();
    }

    private static List<FieldDevice> onSecond(int devices) {
        return Stream.generate(() -> onSecond(FieldDevice.commissioned()))
                .limit(devices)
                .toList();
    }

    private static FieldDevice onSecond(FieldDevice device) {
        return device.at(cluster.second()).connect();
    }

    private static void desire(FieldDevice device, String firmware) {
        Rest.asAdmin()
                .body(Map.of("desired", Map.of("firmware", firmware)))
                .patch("/devices/" + device.id() + "/shadow")
                .then()
                .statusCode(200);
    }

    private static void awaitConnected(FieldDevice device, boolean connected) {
        eventually().untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + device.id() + "/connection")
                .then()
                .statusCode(200)
                .body("data.connected", equalTo(connected)));
    }
}
