package io.muster.provisioning.http;

import java.nio.charset.StandardCharsets;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.problem.Refusal;
import io.muster.provisioning.serial.SelfRegistration.Registered;
import io.muster.provisioning.serial.SerialGate;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Registration as devices of Losant's workflow do it. The shapes are Losant's, also those of errors. */
@Path("/register")
@Produces(MediaType.APPLICATION_JSON)
class SelfRegistrationResource {

    record RegisterRequest(String serial) {}

    @JsonPropertyOrder({"deviceId", "key", "secret"})
    record RegisteredView(String deviceId, String key, String secret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "RegisteredView[deviceId=" + deviceId + ", key=" + key + "]";
        }
    }

    record ErrorView(String type, String message) {}

    private final SerialGate gate;
    private final ObjectMapper json;

    SelfRegistrationResource(SerialGate gate, ObjectMapper json) {
        this.gate = gate;
        this.json = json;
    }

    /** Reads the body itself, because the original looks at no content type and every error has its shape. */
    @POST
    @PermitAll
    @RequestBody(content = @Content(schema = @Schema(implementation = RegisterRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RegisteredView.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = ErrorView.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = ErrorView.class)))
    public Uni<Response> register(byte[] body) {
        JsonNode serial = read(body).path("serial");
        if (!serial.isTextual() || serial.textValue().isBlank()) {
            return Uni.createFrom().item(error(400, "Validation", "serial is required"));
        }
        return Uni.createFrom()
                .deferred(() -> gate.register(serial.textValue()))
                .map(SelfRegistrationResource::answer)
                .onFailure(Refusal.class)
                .recoverWithItem(refusal -> error((Refusal) refusal));
    }

    private JsonNode read(byte[] body) {
        try {
            return json.reader().readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException unreadable) {
            return json.missingNode();
        }
    }

    private static Response answer(Registered registered) {
        // The answer holds a secret; no proxy may keep it.
        return Response.ok(new RegisteredView(registered.device(), registered.key(), registered.secret()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response error(Refusal refusal) {
        return switch (refusal.kind()) {
            case INVALID -> error(400, "Validation", refusal.detail());
            case CONFLICT -> error(409, "Conflict", refusal.detail());
            case UNAVAILABLE -> error(503, "ServiceUnavailable", refusal.detail());
            default -> error(403, "Forbidden", refusal.detail());
        };
    }

    private static Response error(int status, String type, String message) {
        return Response.status(status).entity(new ErrorView(type, message)).build();
    }
}
