package io.muster.registry.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.connection.Connection;
import io.muster.registry.credential.DeviceCredential;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceInfo;
import io.muster.registry.device.DeviceProfile;
import io.muster.registry.device.Location;
import io.muster.registry.search.DeviceCard;
import org.jspecify.annotations.Nullable;

/** A device as front ends see it. */
record DeviceView(
        String id,
        String workspace,
        String deviceId,
        String type,
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String description,
        String status,
        Info info,
        @Nullable Credentials credentials,
        Topics topics,
        Connectivity connectivity,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Place location,
        List<String> tags,
        Map<String, Object> metadata,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastSeen) {

    /** What the device is made of. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Info(
            @Nullable String manufacturer,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable String hardware,
            @Nullable String serialNumber,
            @Nullable String manufactureDate) {

        static Info of(DeviceInfo info) {
            return new Info(
                    info.manufacturer(),
                    info.model(),
                    info.firmware(),
                    info.hardware(),
                    info.serialNumber(),
                    info.manufactureDate());
        }

        DeviceInfo info() {
            return new DeviceInfo(manufacturer, model, firmware, hardware, serialNumber, manufactureDate);
        }
    }

    /**
     * With what it proves itself; never the proof.
     *
     * @param certificate its fingerprint, {@code x509-sha256:<hex>}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Credentials(
            String type,
            String clientId,
            @Nullable String username,
            @Nullable String certificate,
            @Nullable Instant expiresAt) {}

    /** MQTT topic filters; none before it is provisioned. */
    record Topics(List<String> subscribe, List<String> publish) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Connectivity(
            @Nullable String protocol,
            @Nullable Instant lastConnected,
            @Nullable Instant lastDisconnected,
            @Nullable String ipAddress,
            boolean connected) {}

    /**
     * Where it is, in WGS 84.
     *
     * @param accuracy metres
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(double lat, double lng, @Nullable Double accuracy, Instant timestamp) {

        static @Nullable Place of(@Nullable Location location) {
            return location == null
                    ? null
                    : new Place(location.lat(), location.lng(), location.accuracy(), location.timestamp());
        }
    }

    static DeviceView of(DeviceCard card) {
        Device device = card.device();
        DeviceProfile profile = device.profile();
        return new DeviceView(
                device.id().value(),
                device.workspace(),
                device.deviceId(),
                profile.type(),
                profile.name(),
                profile.description(),
                device.status().word(),
                Info.of(profile.info()),
                credentials(card.credential()),
                topics(card.credential()),
                connectivity(card.connection()),
                Place.of(profile.location()),
                profile.tags(),
                profile.metadata(),
                device.createdAt(),
                device.updatedAt(),
                card.connection().lastSeen());
    }

    private static @Nullable Credentials credentials(@Nullable DeviceCredential credential) {
        return credential == null
                ? null
                : new Credentials(
                        credential.type(),
                        credential.clientId(),
                        credential.username(),
                        credential.certificate(),
                        credential.expiresAt());
    }

    private static Topics topics(@Nullable DeviceCredential credential) {
        return credential == null
                ? new Topics(List.of(), List.of())
                : new Topics(credential.subscribe(), credential.publish());
    }

    private static Connectivity connectivity(Connection connection) {
        return new Connectivity(
                connection.protocol(),
                connection.lastConnected(),
                connection.lastDisconnected(),
                connection.ipAddress(),
                connection.connected());
    }
}
