package io.muster.command.http;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import io.muster.command.catalogue.ParameterSchemas;
import io.muster.kit.problem.Refusal.FieldError;

/** JSON Schema by networknt's validator. Faults are named by the field's path, {@code parameters.level}. */
@ApplicationScoped
class JsonParameterSchemas implements ParameterSchemas {

    private static final VersionFlag USUAL = VersionFlag.V202012;

    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            USUAL, builder -> builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
    private final JsonSchema metaSchema =
            JsonSchemaFactory.getInstance(USUAL).getSchema(SchemaLocation.of(USUAL.getId()));
    private final ObjectMapper json;

    JsonParameterSchemas(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public List<FieldError> faults(String schema) {
        try {
            JsonNode read = json.readTree(schema);
            if (!read.isObject()) {
                return List.of(new FieldError("body", "must be a JSON Schema: an object"));
            }
            List<FieldError> faults = errors(metaSchema.validate(read), "body");
            if (faults.isEmpty()) {
                factory.getSchema(read).initializeValidators();
            }
            return faults;
        } catch (JsonProcessingException e) {
            return List.of(new FieldError("body", "must be JSON"));
        } catch (JsonSchemaException e) {
            return List.of(new FieldError("body", "cannot be used as a schema: " + e.getMessage()));
        }
    }

    @Override
    public List<FieldError> refusals(String schema, Map<String, Object> parameters) {
        try {
            return errors(
                    factory.getSchema(json.readTree(schema)).validate(json.valueToTree(parameters)), "parameters");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A schema that was kept is not JSON", e);
        }
    }

    private static List<FieldError> errors(Set<ValidationMessage> messages, String root) {
        return messages.stream()
                .map(message -> new FieldError(field(message, root), message.getError()))
                .toList();
    }

    /** What is missing or too much is named itself, not the object that lacks or holds it. */
    private static String field(ValidationMessage message, String root) {
        String path = root + message.getInstanceLocation().toString().substring(1);
        return message.getProperty() == null ? path : path + "." + message.getProperty();
    }
}
