package io.muster.shadow.mqtt;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.kit.mqtt.DeviceMessage;
import io.muster.shadow.change.Report;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.document.ShadowLimits;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a device reports: a merge patch, or an envelope around one. An envelope has no other fields than
 * {@code state} (an object), {@code rejected} (an object), {@code version}, {@code timestamp} and {@code name}; it has
 * {@code rejected}, or {@code state} and at least one more. A device whose own keys are called like that wraps
 * them: {@code {"state":{…},"rejected":{}}} is an envelope whatever is in it.
 */
@ApplicationScoped
class ReportReader {

    private static final Logger LOG = Logger.getLogger(ReportReader.class);
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};
    private static final Set<String> FIELDS = Set.of("state", "rejected", "version", "timestamp", "name");

    private final ObjectMapper json;
    private final ShadowLimits limits;

    ReportReader(ObjectMapper json, ShadowLimits limits) {
        this.json = json;
        this.limits = limits;
    }

    /** Empty, and logged, if it is too large or not a JSON object: the device would only say it again. */
    Optional<NamedReport> read(DeviceMessage message) {
        if (message.size() > limits.maxBytes()) {
            return ignored(message, "too-large");
        }
        try {
            return json.readTree(message.payload()) instanceof ObjectNode object
                    ? read(message, object)
                    : ignored(message, "not-an-object");
        } catch (IOException broken) {
            return ignored(message, "not-json");
        }
    }

    private Optional<NamedReport> read(DeviceMessage message, ObjectNode object) {
        if (!isEnvelope(object)) {
            return Optional.of(new NamedReport(null, Report.of(json.convertValue(object, OBJECT))));
        }
        if (!object.properties().stream().allMatch(field -> fits(field.getKey(), field.getValue()))) {
            return ignored(message, "envelope-not-valid");
        }
        @Nullable String name = object.path("name").textValue();
        if (name != null && !ShadowId.isName(name)) {
            return ignored(message, "name-not-valid");
        }
        try {
            return Optional.of(new NamedReport(name, envelope(object)));
        } catch (DateTimeParseException wrong) {
            return ignored(message, "timestamp-not-valid");
        }
    }

    private static boolean isEnvelope(ObjectNode object) {
        boolean onlyOurs = object.properties().stream().allMatch(field -> FIELDS.contains(field.getKey()));
        return onlyOurs
                && (object.path("rejected").isObject() || object.path("state").isObject() && object.size() > 1);
    }

    private static boolean fits(String field, JsonNode value) {
        return switch (field) {
            case "state", "rejected" -> value.isObject();
            case "version" -> value.isIntegralNumber() && value.canConvertToLong();
            case "timestamp" -> value.isTextual() || value.isIntegralNumber() && value.canConvertToLong();
            default -> value.isTextual();
        };
    }

    private Report envelope(ObjectNode object) {
        JsonNode version = object.path("version");
        return new Report(
                object.has("state") ? json.convertValue(object.get("state"), OBJECT) : Map.of(),
                reasons(object.path("rejected")),
                version.isMissingNode() ? null : version.longValue(),
                time(object.path("timestamp")));
    }

    /** Whatever a device gives as its reason, it says no. */
    private static Map<String, @Nullable String> reasons(JsonNode rejected) {
        Map<String, @Nullable String> reasons = new LinkedHashMap<>();
        rejected.properties().forEach(key -> reasons.put(key.getKey(), reason(key.getValue())));
        return reasons;
    }

    private static @Nullable String reason(JsonNode said) {
        if (said.isNull()) {
            return null;
        }
        return said.isTextual() ? said.textValue() : said.toString();
    }

    /** In milliseconds, or ISO 8601. */
    private static @Nullable Instant time(JsonNode timestamp) {
        if (timestamp.isMissingNode()) {
            return null;
        }
        Instant time = timestamp.isTextual()
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(timestamp.textValue(), Instant::from)
                : Instant.ofEpochMilli(timestamp.longValue());
        if (time.isBefore(Instant.EPOCH)) {
            throw new DateTimeParseException("before 1970", timestamp.asText(), 0);
        }
        return time;
    }

    private static Optional<NamedReport> ignored(DeviceMessage message, String reason) {
        message.subject().during(() -> LOG.infof("report ignored topic=%s reason=%s", message.topic(), reason));
        return Optional.empty();
    }
}
