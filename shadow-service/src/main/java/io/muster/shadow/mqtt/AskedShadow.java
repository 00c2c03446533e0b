package io.muster.shadow.mqtt;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.mqtt.DeviceMessage;
import io.muster.kit.mqtt.DeviceTopic;
import io.muster.shadow.document.ShadowId;
import org.jspecify.annotations.Nullable;

/**
 * Which document a device asks for: {@code {"name":"…"}} asks for a named one, anything else for its own.
 *
 * @param name null for the device's own one
 */
record AskedShadow(DeviceTopic device, @Nullable String name) {

    static Optional<AskedShadow> read(DeviceMessage message, ObjectMapper json) {
        return DeviceTopic.parse(message.topic()).map(device -> new AskedShadow(device, name(message, json)));
    }

    private static @Nullable String name(DeviceMessage message, ObjectMapper json) {
        try {
            JsonNode body = json.readTree(message.payload());
            String name = body.path("name").asText();
            return ShadowId.isName(name) ? name : null;
        } catch (IOException none) {
            return null;
        }
    }
}
