package io.muster.kit.mqtt;

import java.util.Optional;

/**
 * A device's topic, {@code {workspace}/devices/{id}/{path}}. That the device may use it, the broker has checked.
 *
 * @param path what follows the device, for example {@code telemetry/sensors}
 */
public record DeviceTopic(String workspace, String device, String path) {

    /** Empty for a topic that is not in this form. */
    public static Optional<DeviceTopic> parse(String topic) {
        String[] parts = topic.split("/", 4);
        return parts.length == 4 && parts[1].equals("devices")
                ? Optional.of(new DeviceTopic(parts[0], parts[2], parts[3]))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return workspace + "/devices/" + device + "/" + path;
    }
}
