package io.muster.systemtests;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.Topic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static io.muster.systemtests.Commands.eventually;
import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;

/** Of two replicas one works at a time at what must not be done twice; when it is killed in it, the other goes on. */
@EnabledIfSystemProperty(named = "muster.replaced", matches = "true")
class KilledLeadersSystemTest {

    private static final int REGISTERED = 3_000;
    private static final int LISTENING = 3;
    /** Of those whom we keep waiting; their ports tell which process they are of. */
    private static final String KEPT_WAITING = "select client_port from pg_stat_activity activity"
            + " where pg_backend_pid() = any(pg_blocking_pids(activity.pid))"
            + " and exists (select from pg_locks held where held.pid = activity.pid and held.granted and ";

    private static final String HAS_THE_RELAY = "held.locktype = 'advisory')";
    private static final String HAS_A_ROLLOUT = "held.relation = 'rollout'::regclass and held.mode = 'RowShareLock')";

    @BeforeEach
    void thePlatformHasRecovered() {
        STACK.awaitRecovery();
    }

    @Test
    void whatAKilledRelayHasPublishedAndNotRemovedIsSaidByTheOther() throws Exception {
        try (ReplicatedService registry = ReplicatedService.twice("registry");
                Connection operator = PurgedRows.connect(STACK.value("REGISTRY_DB_URL"))) {
            CompletableFuture<List<String>> registered =
                    CompletableFuture.supplyAsync(() -> Fleet.registered(REGISTERED));
            holdOutboxWithEvents(operator);

            ServiceReplica leader = onlyOne(operator, HAS_THE_RELAY, registry);
            leader.kill();
            operator.rollback();

            List<String> devices = registered.join();
            Fleet.awaitKnown(devices, "provisioning", "telemetry", "command", "shadow");
            assertThat(Topics.said(Topic.DEVICE_LIFECYCLE).stream()
                            .filter(DeviceRegistered.class::isInstance)
                            .map(event -> event.subject())
                            .collect(Collectors.toSet()))
                    .containsAll(devices);
        }
    }

    @Test
    void aRolloutGoesOnWhenWhoeverWorkedAtItIsKilled() throws Exception {
        try (ReplicatedService command = ReplicatedService.twice("command");
                ObedientDevices devices = ObedientDevices.listening(LISTENING);
                Connection operator = PurgedRows.connect(STACK.value("COMMAND_DB_URL"))) {
            devices.ids().forEach(Commands::awaitKnown);
            hold(operator, "lock table execution in share mode");
            String rollout = Fleet.rollout(
                    Map.of("target", Map.of("deviceIds", devices.ids()), "command", "update", "waves", List.of()));

            ServiceReplica leader = onlyOne(operator, HAS_A_ROLLOUT, command);
            leader.kill();
            operator.rollback();

            Fleet.awaitRollout(rollout, "succeeded");
            assertThat(devices.effects().values())
                    .allSatisfy(effects -> assertThat(effects).hasSize(1));
        }
    }

    /** Nothing of what the outbox holds now can be removed until the transaction ends; more may come in. */
    private static void holdOutboxWithEvents(Connection operator) throws SQLException {
        operator.setAutoCommit(false);
        Awaitility.await("events in the outbox")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    if (!ports(operator, "select 1 from outbox for update").isEmpty()) {
                        return true;
                    }
                    operator.rollback();
                    return false;
                });
    }

    private static void hold(Connection operator, String lock) throws SQLException {
        operator.setAutoCommit(false);
        try (Statement statement = operator.createStatement()) {
            statement.execute(lock);
        }
    }

    /** The replica that is at work and kept waiting by us; the other does not begin meanwhile, though it looks. */
    private static ServiceReplica onlyOne(Connection operator, String what, ReplicatedService service)
            throws SQLException {
        eventually().until(() -> !ports(operator, KEPT_WAITING + what).isEmpty());
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .during(Duration.ofSeconds(2))
                .until(() -> ports(operator, KEPT_WAITING + what).size() == 1);
        return service.at(ports(operator, KEPT_WAITING + what).get(0));
    }

    private static List<Integer> ports(Connection operator, String query) throws SQLException {
        try (Statement statement = operator.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<Integer> ports = new ArrayList<>();
            while (rows.next()) {
                ports.add(rows.getInt(1));
            }
            return ports;
        }
    }
}
