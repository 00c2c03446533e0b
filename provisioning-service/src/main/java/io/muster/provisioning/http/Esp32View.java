package io.muster.provisioning.http;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.muster.provisioning.esp32.DefaultConfiguration;
import io.muster.provisioning.esp32.Outcome;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said in the ESP32 dialect, to the letter. */
final class Esp32View {

    private Esp32View() {}

    /** What a device sends, for the description only: it is read field by field. */
    record Registration(
            @JsonProperty("device_info") DeviceInfo deviceInfo,
            Capabilities capabilities,
            @Nullable Location location) {}

    record DeviceInfo(
            @JsonProperty("device_id") String deviceId,
            @JsonProperty("mac_address") String macAddress,
            @JsonProperty("hardware_revision") @Nullable String hardwareRevision,
            @JsonProperty("firmware_version") String firmwareVersion,
            @JsonProperty("bcgmcu_serial") String bcgmcuSerial,
            @JsonProperty("esp32c6_chip_id") String chipId) {}

    record Capabilities(
            @JsonProperty("max_streaming_rate") @Schema(minimum = "1", maximum = "10") int maxStreamingRate,
            @JsonProperty("batch_memory_size") long batchMemorySize,
            @JsonProperty("supported_modes") List<String> supportedModes,
            @JsonProperty("calibration_support") boolean calibrationSupport) {}

    record Location(
            @JsonProperty("facility_id") @Nullable String facilityId, @Nullable String room, @Nullable String bed) {}

    @JsonPropertyOrder({"registration_status", "device_token", "server_endpoints", "default_configuration"})
    record Registered(
            @JsonProperty("registration_status") String registrationStatus,
            @JsonProperty("device_token") String deviceToken,
            @JsonProperty("server_endpoints") Endpoints serverEndpoints,
            @JsonProperty("default_configuration") ConfigurationView defaultConfiguration) {

        static Registered of(Outcome.Approved approved) {
            return new Registered(
                    "approved", approved.token(), Endpoints.OURS, ConfigurationView.of(approved.configuration()));
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Registered[registrationStatus=" + registrationStatus + "]";
        }
    }

    @JsonPropertyOrder({"status", "data_stream", "batch_upload", "config"})
    record Endpoints(
            String status,
            @JsonProperty("data_stream") String dataStream,
            @JsonProperty("batch_upload") String batchUpload,
            String config) {

        static final Endpoints OURS = new Endpoints(
                "/api/v1/device/status", "/api/v1/data/stream", "/api/v1/data/batch", "/api/v1/device/config");
    }

    @JsonPropertyOrder({"streaming_mode", "streaming_rate", "batch_interval", "status_interval"})
    record ConfigurationView(
            @JsonProperty("streaming_mode") String streamingMode,
            @JsonProperty("streaming_rate") int streamingRate,
            @JsonProperty("batch_interval") int batchInterval,
            @JsonProperty("status_interval") int statusInterval) {

        static ConfigurationView of(DefaultConfiguration configuration) {
            return new ConfigurationView(
                    configuration.streamingMode(),
                    configuration.streamingRate(),
                    configuration.batchInterval(),
                    configuration.statusInterval());
        }
    }

    record Undecided(@JsonProperty("registration_status") String registrationStatus) {}

    /** @param expiresIn seconds */
    @JsonPropertyOrder({"device_token", "expires_in"})
    record Refreshed(@JsonProperty("device_token") String deviceToken, @JsonProperty("expires_in") long expiresIn) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Refreshed[expiresIn=" + expiresIn + "]";
        }
    }

    @JsonPropertyOrder({"error", "details"})
    record Fault(String error, String details) {}

    @JsonPropertyOrder({"error", "device_id"})
    record Conflict(String error, @JsonProperty("device_id") String deviceId) {}
}
