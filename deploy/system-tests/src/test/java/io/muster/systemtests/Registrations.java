package io.muster.systemtests;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;

import static io.muster.systemtests.Commands.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** Devices come: each is registered, changed twice, and provisioned at once, as a program does that knows of no delay. */
final class Registrations implements Work {

    private static final List<String> LISTENERS = List.of("provisioning", "telemetry", "command", "shadow");

    private final Queue<String> devices = new ConcurrentLinkedQueue<>();

    @Override
    public void once(Caller caller) throws Caller.Failed {
        String id = caller.ask(
                        "registry",
                        "POST",
                        "/devices/register",
                        Map.of("deviceId", "scale_" + UUID.randomUUID(), "type", "gps_tracker", "name", "Tracker"),
                        201)
                .getString("data.id");
        caller.ask("provisioning", "POST", "/devices/" + id + "/provision", Map.of("authType", "token"), 201);
        caller.ask("registry", "PATCH", "/devices/" + id, Map.of("name", "first"), 200);
        caller.ask("registry", "PATCH", "/devices/" + id, Map.of("name", "second"), 200);
        caller.ask("provisioning", "GET", "/devices/" + id + "/credentials", Map.of(), 200);
        caller.ask("provisioning", "POST", "/provisioning-tokens", Map.of(), 201);
        devices.add(id);
    }

    /** Each change is one event, in order; and the other services know each device as the registry does. */
    @Override
    public void awaitWhole() throws SQLException {
        assertThat(devices).isNotEmpty();
        for (String service : LISTENERS) {
            eventually().untilAsserted(() -> assertThat(revisions(service, "known_device"))
                    .as("devices as known to " + service)
                    .isEqualTo(revisions("registry", "device")));
        }
        Map<String, Long> changes = revisions("registry", "device");
        assertThat(changes).hasSize(devices.size());
        Map<String, List<LifecycleEvent>> said = Topics.said(Topic.DEVICE_LIFECYCLE).stream()
                .filter(event -> changes.containsKey(event.subject()))
                .collect(Collectors.groupingBy(LifecycleEvent::subject));
        changes.forEach((device, revision) -> {
            assertThat(said.get(device))
                    .extracting(LifecycleEvent::revision)
                    .as("revisions said of " + device)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, revision).boxed().toList());
            assertThat(said.get(device))
                    .filteredOn(DeviceRegistered.class::isInstance)
                    .hasSize(1);
            assertThat(said.get(device).get(said.get(device).size() - 1))
                    .isInstanceOfSatisfying(
                            DeviceEvent.class,
                            last -> assertThat(last.device().name()).isEqualTo("second"));
        });
    }

    private Map<String, Long> revisions(String service, String table) throws SQLException {
        return Rows.of(
                service,
                "select id, revision from " + table + " where id = any(?)",
                devices,
                row -> row.getLong("revision"));
    }
}
