package io.muster.command;

import java.net.URI;
import java.util.Locale;
import java.util.stream.Stream;

import io.muster.command.execution.Stage;
import io.muster.events.CommandEvent;
import io.muster.kit.testing.Metrics;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.reboot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class MetricsComponentTest {

    @TestHTTPResource(value = "metrics", management = true)
    URI management;

    private Metrics metrics;

    @BeforeEach
    void read() {
        metrics = new Metrics(management);
    }

    @Test
    void aCommandIsCountedWhereItStands() {
        String queued = "muster_commands_open_commands{state=\"queued\"";
        String said = event("queued");
        await().until(() -> !Double.isNaN(metrics.value(queued)));
        double open = metrics.value(queued);
        double before = metrics.value(said);

        reboot(TestDevice.registered(WORKSPACE).id());

        awaitAtLeast(open + 1, queued);
        awaitAtLeast(before + 1, said);
    }

    @Test
    void whatTheDispatcherHasToLookAtIsKnown() {
        await().until(() -> metrics.value("muster_commands_due_commands") >= 0);
        assertThat(metrics.value("muster_commands_lateness_seconds")).isNotNegative();
    }

    @Test
    void everyStateIsThereBeforeTheFirstCommand() {
        Stream.of(Stage.values())
                .filter(Stage::isOpen)
                .forEach(stage -> metrics.has("muster_commands_open_commands{state=\"" + stage.word() + "\""));
        Stream.of(CommandEvent.class.getPermittedSubclasses())
                .map(type -> type.getSimpleName().substring("Command".length()))
                .map(state -> state.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
                .forEach(state -> metrics.has(event(state)));
        Stream.of("scheduled", "running", "paused", "awaiting_approval")
                .forEach(state -> metrics.has("muster_rollouts_unfinished_rollouts{state=\"" + state + "\""));
    }

    private static String event(String state) {
        return "muster_outbox_published_events_total{event=\"io.muster.command." + state + ".v1\"";
    }

    private void awaitAtLeast(double value, String name) {
        await().untilAsserted(() -> assertThat(metrics.value(name)).as(name).isGreaterThanOrEqualTo(value));
    }
}
