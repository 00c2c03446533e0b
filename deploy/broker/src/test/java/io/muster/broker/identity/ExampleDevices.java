package io.muster.broker.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceSnapshot;
import org.jspecify.annotations.Nullable;

final class ExampleDevices {

    static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");
    static final String DEVICE = "dev_1";
    static final String USERNAME = "ws_dev_1";

    private ExampleDevices() {}

    static DeviceEvent device(long revision, String status, boolean provisioned) {
        return new DeviceRegistered(revision, snapshot(status, provisioned));
    }

    static DeviceSnapshot snapshot(String status, boolean provisioned) {
        return new DeviceSnapshot(
                DEVICE,
                "ws",
                "tracker",
                "gps",
                "Tracker",
                null,
                status,
                provisioned,
                Map.of(),
                List.of(),
                Map.of(),
                NOON,
                NOON);
    }

    static CredentialEvent credentials(long revision, Credential... credentials) {
        return new CredentialsIssued(revision, "ws", DEVICE, List.of(credentials));
    }

    static Credential secret(String verifier, @Nullable Instant expiresAt) {
        return new Credential(
                "crd_1",
                Kind.SECRET,
                verifier,
                DEVICE,
                USERNAME,
                NOON.minusSeconds(300),
                expiresAt,
                new Topics(List.of("ws/devices/dev_1/commands/#"), List.of("ws/devices/dev_1/telemetry/#")));
    }
}
