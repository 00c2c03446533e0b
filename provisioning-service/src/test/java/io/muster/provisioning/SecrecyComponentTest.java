package io.muster.provisioning;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import io.muster.events.CredentialEvent;
import io.muster.events.DeviceSnapshot;
import io.muster.events.EventJson;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.TestFleet.device;
import static io.muster.provisioning.TestFleet.provision;
import static org.assertj.core.api.Assertions.assertThat;

/** A secret leaves in one answer, and nowhere else. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class SecrecyComponentTest {

    private final LogKeeper log = new LogKeeper();
    private Level before = Level.INFO;

    @Inject
    Pool pool;

    @BeforeEach
    void listen() {
        Logger ours = Logger.getLogger("io.muster");
        before = ours.getLevel();
        ours.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(log);
        Logger.getLogger("io.muster").setLevel(before);
    }

    @Test
    void noSecretIsInALogAnEventOrATable() {
        DeviceSnapshot device = device();
        String password = provision(device, "{\"authType\":\"token\"}")
                .statusCode(201)
                .extract()
                .path("data.password");
        String privateKey = provision(device, "{\"authType\":\"certificate\"}")
                .statusCode(201)
                .extract()
                .path("data.privateKey");
        String keyLine = privateKey.lines().skip(1).findFirst().orElseThrow();
        TestTopics.await(
                Topic.DEVICE_CREDENTIALS,
                CredentialEvent.class,
                event -> event.device().equals(device.id()) && event.revision() == 2);

        String events = TestTopics.about(Topic.DEVICE_CREDENTIALS, device.id()).stream()
                .map(SecrecyComponentTest::json)
                .reduce("", String::concat);
        String tables = rows("credential") + rows("device_trust") + rows("signing_key");
        assertThat(List.of(events, tables, log.text())).allSatisfy(text -> assertThat(text)
                .doesNotContain(password)
                .doesNotContain(signature(password))
                .doesNotContain(keyLine));
        assertThat(events).contains(device.id());
        assertThat(tables).contains(device.id());
    }

    private static String json(LifecycleEvent event) {
        return EventJson.write(event);
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private String rows(String table) {
        return pool.query("select coalesce(string_agg(cast(t as text), ' '), '') as rows from " + table + " t")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString("rows");
    }

    private static final class LogKeeper extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord said) {
            lines.add(said.getMessage() + " " + (said.getParameters() == null ? "" : List.of(said.getParameters()))
                    + " " + said.getThrown());
        }

        String text() {
            return String.join("\n", lines);
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
