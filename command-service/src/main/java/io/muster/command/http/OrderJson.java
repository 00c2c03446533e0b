package io.muster.command.http;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.CommandSettings;
import io.muster.command.execution.WantedCommand;
import io.muster.kit.identity.Caller;
import io.muster.kit.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** Makes orders of what callers send. */
@ApplicationScoped
class OrderJson {

    private final CommandSettings settings;
    private final ObjectMapper json;

    OrderJson(CommandSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /** @throws InvalidRequest if a field is wrong, or there is no body */
    CommandOrder read(@Nullable WantedCommand body, Caller caller) {
        WantedCommand wanted = InvalidRequest.requireBody(body);
        if (wanted.parameters() != null && size(wanted.parameters()) > settings.maxParametersSize()) {
            throw new InvalidRequest(
                    "parameters", "must not be larger than " + settings.maxParametersSize() + " bytes");
        }
        return CommandOrder.asked(caller.workspace(), caller.name(), wanted, settings);
    }

    private int size(Map<String, Object> parameters) {
        try {
            return json.writeValueAsBytes(parameters).length;
        } catch (JsonProcessingException e) {
            throw new InvalidRequest("parameters", "must be a JSON object");
        }
    }
}
