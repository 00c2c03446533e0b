package io.muster.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.muster.events.CommandEvent.Execution;
import io.muster.events.ConnectivityEvent.Session;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.events.GroupEvent.GroupSnapshot;

/** One of every event, as the golden files tell them. */
final class ExampleEvents {

    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");
    private static final String WORKSPACE = "ws_abc";
    private static final String DEVICE = "dev_0hv5kzq3mx2a7";

    private static final DeviceSnapshot TRACKER = new DeviceSnapshot(
            DEVICE,
            WORKSPACE,
            "tracker_001",
            "gps_tracker",
            "Fleet Tracker #1",
            "Delivery truck tracker",
            "active",
            true,
            Map.of("manufacturer", "Acme IoT", "model", "GPS-Pro-2000"),
            List.of("fleet", "delivery"),
            Map.of("vehicleId", "TRUCK-123"),
            NOON,
            NOON);
    private static final GroupSnapshot TRUCKS = new GroupSnapshot(
            "grp_0hv5kzq3mx2a8",
            WORKSPACE,
            "Delivery Trucks",
            "GPS trackers",
            List.of("fleet"),
            3,
            "grp_0hv5kzq3mx2a7",
            "type = 'gps_tracker'");
    private static final Topics TOPICS = new Topics(
            List.of("ws_abc/devices/dev_0hv5kzq3mx2a7/commands/#"),
            List.of("ws_abc/devices/dev_0hv5kzq3mx2a7/telemetry/#"));
    private static final Credential TOKEN = new Credential(
            "crd_0hv5kzq3mx2a9",
            Kind.TOKEN,
            "crd_0hv5kzq3mx2a9",
            DEVICE,
            "ws_abc_dev_0hv5kzq3mx2a7",
            NOON.minusSeconds(300),
            null,
            TOPICS);
    private static final Credential CERTIFICATE = new Credential(
            "crd_0hv5kzq3mx2b1",
            Kind.CERTIFICATE,
            "x509-sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            DEVICE,
            null,
            NOON.minusSeconds(300),
            NOON.plusSeconds(3600),
            TOPICS);

    private static final AccessEvent.Attempt REFUSED = new AccessEvent.Attempt(
            "publish",
            "topic-refused",
            "The credential does not list this topic.",
            "ws_abc/devices/dev_0hv5kzq3mx2a7/telemetry/cabin",
            "mqtts",
            "203.0.113.42",
            NOON);

    private ExampleEvents() {}

    static Stream<LifecycleEvent> all() {
        return Stream.of(
                        Stream.of(
                                new DeviceEvent.DeviceRegistered(1, TRACKER),
                                new DeviceEvent.DeviceUpdated(2, List.of("name", "info.firmware"), TRACKER),
                                new DeviceEvent.DeviceStatusChanged(3, "inactive", TRACKER),
                                new DeviceEvent.DeviceDeleted(4, true, TRACKER),
                                new GroupEvent.GroupCreated(1, TRUCKS),
                                new GroupEvent.GroupUpdated(2, TRUCKS),
                                new GroupEvent.GroupDeleted(3, TRUCKS),
                                new MembershipEvent.MemberAdded(1, WORKSPACE, TRUCKS.id(), DEVICE),
                                new MembershipEvent.MemberRemoved(2, WORKSPACE, TRUCKS.id(), DEVICE),
                                new StateReported(
                                        17,
                                        WORKSPACE,
                                        DEVICE,
                                        NOON,
                                        Map.of(
                                                "sensors",
                                                new StateReported.Reading(Map.of("temperature", 23.5), null, NOON)),
                                        new StateReported.Location(52.52, 13.405, 5.0, NOON)),
                                new DevicePurged(4, WORKSPACE, DEVICE, "telemetry", Map.of("telemetry", 42L), NOON)),
                        Stream.of(new DeviceOnboarded(
                                1,
                                WORKSPACE,
                                DEVICE,
                                "BCGMCU_001",
                                "bcg_monitor",
                                "Bed monitor",
                                Map.of("firmware", "1.0.0"),
                                List.of("serial"),
                                Map.of("location", Map.of("room", "ICU_01")),
                                List.of("Hospital_A/ICU_01"),
                                "serial")),
                        Stream.of(
                                new CredentialEvent.CredentialsIssued(1, WORKSPACE, DEVICE, List.of(TOKEN)),
                                new CredentialEvent.CredentialsRotated(2, WORKSPACE, DEVICE, List.of(CERTIFICATE)),
                                new CredentialEvent.CredentialsRevoked(3, WORKSPACE, DEVICE, List.of()),
                                new AccessEvent.CredentialsEnforced(10, WORKSPACE, DEVICE, "broker-0", 3, 1),
                                new AccessEvent.AccessRefused(11, WORKSPACE, DEVICE, "broker-0", REFUSED, 4)),
                        Stream.of(new CommandsDelivered(
                                12,
                                WORKSPACE,
                                "broker-0",
                                List.of(new CommandsDelivered.Delivery(DEVICE, "cmd_0hv5kzq3mx2a7", NOON)))),
                        Stream.of(
                                new ConnectivityEvent.DeviceConnected(7, WORKSPACE, DEVICE, session(List.of(), null)),
                                new ConnectivityEvent.DeviceListening(
                                        8, WORKSPACE, DEVICE, session(TOPICS.subscribe(), null)),
                                new ConnectivityEvent.DeviceDisconnected(
                                        9, WORKSPACE, DEVICE, session(List.of(), "closed-by-device"))),
                        Stream.of(
                                new CommandEvent.CommandQueued(1, WORKSPACE, execution(0, null)),
                                new CommandEvent.CommandSent(2, WORKSPACE, execution(1, null)),
                                new CommandEvent.CommandDelivered(3, WORKSPACE, execution(1, null)),
                                new CommandEvent.CommandAccepted(3, WORKSPACE, execution(1, null)),
                                new CommandEvent.CommandProgressed(4, WORKSPACE, execution(1, null)),
                                new CommandEvent.CommandSucceeded(5, WORKSPACE, execution(1, null)),
                                new CommandEvent.CommandFailed(5, WORKSPACE, execution(1, "no power")),
                                new CommandEvent.CommandRejected(2, WORKSPACE, execution(0, "suspended")),
                                new CommandEvent.CommandTimedOut(5, WORKSPACE, execution(3, "no answer")),
                                new CommandEvent.CommandExpired(2, WORKSPACE, execution(0, "never connected")),
                                new CommandEvent.CommandCanceled(2, WORKSPACE, execution(0, "by ada"))),
                        Stream.of(
                                new ShadowEvent.DesiredChanged(1, WORKSPACE, DEVICE, "kitchen", true, "ada", NOON),
                                new ShadowEvent.ShadowConverged(2, WORKSPACE, DEVICE, false, NOON),
                                new ShadowEvent.ShadowDiverged(3, WORKSPACE, DEVICE, null, true, NOON),
                                new ShadowEvent.DesiredRejected(
                                        4, WORKSPACE, DEVICE, null, false, Map.of("led.color", "no such color"), NOON),
                                new ShadowEvent.ReportedCorrected(5, WORKSPACE, DEVICE, null, true, "ada", NOON)))
                .flatMap(events -> events);
    }

    private static Session session(List<String> listening, @org.jspecify.annotations.Nullable String reason) {
        return new Session(
                1768824000000001L,
                "broker-0",
                "mqtts",
                "203.0.113.42",
                TOKEN.id(),
                NOON,
                reason == null ? null : NOON.plusSeconds(60),
                listening,
                reason);
    }

    private static Execution execution(int attempt, @org.jspecify.annotations.Nullable String reason) {
        return new Execution("cmd_0hv5kzq3mx2b2", "bat_0hv5kzq3mx2b3", DEVICE, "reboot", attempt, reason, NOON);
    }
}
