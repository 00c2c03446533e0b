package io.muster.command.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.muster.command.dispatch.CommandPoll;
import io.muster.command.execution.Answer;
import io.muster.command.execution.Answer.Heard;
import io.muster.command.execution.Answer.Verdict;
import io.muster.command.execution.Answers;
import io.muster.command.execution.CommandHistory;
import io.muster.command.execution.CommandRefusal.CommandUnknown;
import io.muster.command.execution.Execution;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.json.CleanText;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Commands for ESP32 firmware, which asks for them and says what came of them. */
@Path("/api/v1/device/command")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.DEVICE)
@Tag(name = "ESP32 dialect")
class Esp32CommandResource {

    @JsonPropertyOrder({"command_id", "command", "parameters", "attempt", "issued_at", "expires_at"})
    record Given(
            String command_id,
            String command,
            Map<String, Object> parameters,
            int attempt,
            Instant issued_at,
            Instant expires_at) {

        private static Given of(Execution execution) {
            return new Given(
                    execution.id(),
                    execution.command(),
                    execution.parameters(),
                    execution.state().attempt(),
                    execution.createdAt(),
                    execution.expiresAt());
        }
    }

    /** @param status as over MQTT: accepted, in_progress, succeeded, failed, rejected */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Result(
            @Nullable String command_id, @Nullable String status, @Nullable Object result, @Nullable String reason) {}

    /** @param command_status where the command stands now, also if the answer came too late to change that */
    @JsonPropertyOrder({"status", "server_timestamp", "command_id", "command_status"})
    record Taken(String status, Instant server_timestamp, String command_id, String command_status) {}

    private final CommandPoll poll;
    private final Answers answers;
    private final CommandHistory history;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    Esp32CommandResource(CommandPoll poll, Answers answers, CommandHistory history, Caller caller) {
        this.poll = poll;
        this.answers = answers;
        this.history = history;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "What to do next",
            description = "The oldest command that the device has not said anything about; the same one until it has.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Given.class)))
    @APIResponse(responseCode = "204", description = "There is nothing to do")
    public Uni<RestResponse<Given>> next() {
        return poll.next(self())
                .map(found -> found.map(Given::of).map(RestResponse::ok).orElseGet(RestResponse::noContent));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "What came of a command")
    public Uni<Taken> answer(@Nullable Result said) {
        String device = self();
        caller.requireMayPublish(caller.workspace() + "/devices/" + device + "/responses");
        Heard heard = heard(InvalidRequest.requireBody(said), device);
        return own(heard.commandId(), device)
                .chain(() -> answers.take(List.of(heard)))
                .chain(() -> own(heard.commandId(), device))
                .map(execution -> new Taken(
                        "acknowledged",
                        clock.instant(),
                        execution.id(),
                        execution.stage().word()));
    }

    private Heard heard(Result said, String device) {
        String id = Objects.requireNonNullElse(said.command_id(), "");
        @Nullable Verdict verdict = Verdict.named(said.status()).orElse(null);
        new FieldChecks()
                .require(!id.isEmpty(), "command_id", "is required")
                .require(verdict != null, "status", "must be accepted, in_progress, succeeded, failed or rejected")
                .require(CleanText.isClean(said.result()), "result", "must not hold U+0000 or half a character")
                .require(CleanText.isClean(said.reason()), "reason", "must not hold U+0000 or half a character")
                .orRefuse();
        return new Heard(
                caller.workspace(),
                device,
                id,
                new Answer(Objects.requireNonNull(verdict), said.result(), said.reason()));
    }

    private Uni<Execution> own(String id, String device) {
        return history.execution(caller.workspace(), id).invoke(execution -> {
            if (!execution.device().equals(device)) {
                throw new CommandUnknown(id);
            }
        });
    }

    private String self() {
        return Objects.requireNonNull(caller.device());
    }
}
