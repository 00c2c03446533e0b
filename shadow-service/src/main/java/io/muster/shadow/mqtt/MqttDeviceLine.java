package io.muster.shadow.mqtt;

import java.time.Clock;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.events.EventJson;
import io.muster.kit.mqtt.DeviceTopic;
import io.muster.shadow.delivery.DeviceLine;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class MqttDeviceLine implements DeviceLine {

    /** What stands in {@code shadow/delta}; the timestamp is when it was sent. The device's own shadow has no name. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record DeltaMessage(String name, long version, Map<String, @Nullable Object> state, String timestamp) {}

    /** What stands in {@code shadow/document}. */
    private record DocumentMessage(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String name, @JsonUnwrapped ShadowDocument document) {}

    private final AcknowledgedSender sender;
    private final ObjectMapper json;
    private final Clock clock = Clock.systemUTC();

    MqttDeviceLine(AcknowledgedSender sender, ObjectMapper json) {
        this.sender = sender;
        this.json = json;
    }

    @Override
    public Uni<Void> sendDelta(Shadow shadow) {
        return send(
                shadow,
                "shadow/delta",
                new DeltaMessage(
                        shadow.id().name(),
                        shadow.version(),
                        shadow.delta().values(),
                        EventJson.format(clock.instant())));
    }

    @Override
    public Uni<Void> sendDocument(Shadow shadow) {
        return send(shadow, "shadow/document", new DocumentMessage(shadow.id().name(), ShadowDocument.of(shadow)));
    }

    private Uni<Void> send(Shadow shadow, String path, Object message) {
        DeviceTopic topic = new DeviceTopic(shadow.workspace(), shadow.device(), path);
        try {
            return sender.send(topic.toString(), json.writeValueAsBytes(message));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A shadow cannot be written as JSON", e);
        }
    }
}
