package io.muster.shadow.mqtt;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.kit.mqtt.DeviceMessage;
import io.muster.shadow.change.Report;
import io.muster.shadow.document.ShadowLimits;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a device reports: a merge patch, or {@code {"state":{…},"version":n}} with exactly these two fields, which
 * makes it conditional.
 */
@ApplicationScoped
class ReportReader {

    private static final Logger LOG = Logger.getLogger(ReportReader.class);
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private final ObjectMapper json;
    private final ShadowLimits limits;

    ReportReader(ObjectMapper json, ShadowLimits limits) {
        this.json = json;
        this.limits = limits;
    }

    /** Empty, and logged, if it is too large or not a JSON object: the device would only say it again. */
    Optional<Report> read(DeviceMessage message) {
        if (message.size() > limits.maxBytes()) {
            return ignored(message, "too-large");
        }
        try {
            return json.readTree(message.payload()) instanceof ObjectNode object
                    ? Optional.of(report(object))
                    : ignored(message, "not-an-object");
        } catch (IOException broken) {
            return ignored(message, "not-json");
        }
    }

    private Report report(ObjectNode object) {
        JsonNode state = object.path("state");
        JsonNode version = object.path("version");
        boolean conditional = object.size() == 2 && state.isObject() && version.canConvertToLong();
        return conditional
                ? new Report(json.convertValue(state, OBJECT), version.longValue())
                : new Report(json.convertValue(object, OBJECT), null);
    }

    private static Optional<Report> ignored(DeviceMessage message, String reason) {
        LOG.infof("report ignored topic=%s reason=%s", message.topic(), reason);
        return Optional.empty();
    }
}
