package io.muster.telemetry.mqtt;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.telemetry.feedback.DeviceLine;
import io.muster.telemetry.feedback.MessageError;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.mqtt.MqttMessage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Publishes to a device's topic {@code errors} with QoS 1, once. */
@ApplicationScoped
class MqttDeviceLine implements DeviceLine {

    private static final Logger LOG = Logger.getLogger(MqttDeviceLine.class);

    private final MutinyEmitter<byte[]> errors;
    private final ObjectMapper json;

    MqttDeviceLine(
            // Only fills up while the broker is away; what does not fit is not said.
            @Channel("errors") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 1024)
                    MutinyEmitter<byte[]> errors,
            ObjectMapper json) {
        this.errors = errors;
        this.json = json;
    }

    /** What the device reads. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ErrorMessage(String reason, String channel, @Nullable String messageId, String detail) {}

    @Override
    public void say(MessageError error) {
        String topic = error.workspace() + "/devices/" + error.device() + "/errors";
        try {
            errors.sendMessage(MqttMessage.of(topic, payload(error), MqttQoS.AT_LEAST_ONCE))
                    .subscribe()
                    .with(said -> {}, failure -> unsaid(error, failure));
        } catch (IllegalStateException full) {
            unsaid(error, full);
        }
    }

    private byte[] payload(MessageError error) {
        try {
            return json.writeValueAsBytes(
                    new ErrorMessage(error.reason(), error.channel(), error.messageId(), error.detail()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An error is not JSON", e);
        }
    }

    private static void unsaid(MessageError error, Throwable failure) {
        LOG.debugf(
                "error not told to the device workspace=%s device=%s reason=%s",
                error.workspace(), error.device(), failure.toString());
    }
}
