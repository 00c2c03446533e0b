package io.muster.provisioning.http;

import java.nio.charset.StandardCharsets;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.problem.Refusal;
import io.muster.provisioning.esp32.Esp32Refusal.AlreadyRegistered;
import io.muster.provisioning.esp32.Esp32Refusal.BadDescription;
import io.muster.provisioning.esp32.Esp32Refusal.TokenInvalid;
import io.muster.provisioning.esp32.FirstRegistration;
import io.muster.provisioning.esp32.Outcome;
import io.muster.provisioning.esp32.TokenRefresh;
import io.muster.provisioning.http.Esp32View.Conflict;
import io.muster.provisioning.http.Esp32View.Fault;
import io.muster.provisioning.http.Esp32View.Refreshed;
import io.muster.provisioning.http.Esp32View.Registered;
import io.muster.provisioning.http.Esp32View.Registration;
import io.muster.provisioning.http.Esp32View.Undecided;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** How ESP32 devices come in. The order of fields is part of the contract: their JSON document holds 512 bytes. */
@Path("/api/v1/device")
@Produces(MediaType.APPLICATION_JSON)
class Esp32Resource {

    private final FirstRegistration registration;
    private final TokenRefresh refresh;
    private final ObjectMapper json;
    private final CallerAddress address;

    Esp32Resource(FirstRegistration registration, TokenRefresh refresh, ObjectMapper json, CallerAddress address) {
        this.registration = registration;
        this.refresh = refresh;
        this.json = json;
        this.address = address;
    }

    /** Reads the body itself, and only once the token is known to be good. */
    @POST
    @Path("/register")
    @PermitAll
    @RequestBody(content = @Content(schema = @Schema(implementation = Registration.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Registered.class)))
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Undecided.class)))
    @APIResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = Fault.class)))
    @APIResponse(responseCode = "401", content = @Content(schema = @Schema(implementation = Fault.class)))
    @APIResponse(responseCode = "403", content = @Content(schema = @Schema(implementation = Undecided.class)))
    @APIResponse(responseCode = "409", content = @Content(schema = @Schema(implementation = Conflict.class)))
    public Uni<Response> register(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            byte[] body) {
        return Uni.createFrom()
                .deferred(() -> registration.register(BearerToken.of(authorization), () -> read(body)))
                .map(Esp32Resource::answer)
                .onFailure(Refusal.class)
                .recoverWithItem(refusal -> error((Refusal) refusal, "Invalid provisioning token"));
    }

    @POST
    @Path("/token/refresh")
    @PermitAll
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Refreshed.class)))
    @APIResponse(responseCode = "401", content = @Content(schema = @Schema(implementation = Fault.class)))
    public Uni<Response> refresh(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return Uni.createFrom()
                .deferred(() -> refresh.refresh(BearerToken.of(authorization), address.text()))
                .map(token -> answer(200, new Refreshed(token, FirstRegistration.TOKEN_LIFE.toSeconds())))
                .onFailure(Refusal.class)
                .recoverWithItem(refusal -> error((Refusal) refusal, "Invalid device token"));
    }

    private @Nullable Object read(byte[] body) {
        try {
            return json.readValue(new String(body, StandardCharsets.UTF_8), Object.class);
        } catch (JsonProcessingException unreadable) {
            throw new BadDescription("Body is not valid JSON");
        }
    }

    private static Response answer(Outcome outcome) {
        if (outcome instanceof Outcome.Approved approved) {
            return answer(200, Registered.of(approved));
        }
        return outcome instanceof Outcome.Pending
                ? answer(202, new Undecided("pending"))
                : answer(403, new Undecided("rejected"));
    }

    private static Response error(Refusal refusal, String unauthorized) {
        if (refusal instanceof TokenInvalid) {
            return Response.fromResponse(answer(401, new Fault(unauthorized, refusal.detail())))
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .build();
        }
        if (refusal instanceof AlreadyRegistered registered) {
            return answer(409, new Conflict("Device already registered", registered.deviceId()));
        }
        return switch (refusal.kind()) {
            case INVALID -> answer(400, new Fault("Invalid request format", refusal.detail()));
            case UNAVAILABLE -> answer(503, new Fault("Service unavailable", refusal.detail()));
            default -> answer(403, new Fault("Device not allowed", refusal.detail()));
        };
    }

    /** What it says may hold a token; no proxy may keep it. */
    private static Response answer(int status, Object body) {
        return Response.status(status)
                .entity(body)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
