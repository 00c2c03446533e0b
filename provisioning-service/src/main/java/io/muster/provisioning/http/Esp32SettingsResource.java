package io.muster.provisioning.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.InvalidRequest;
import io.muster.provisioning.esp32.DefaultConfiguration;
import io.muster.provisioning.esp32.Esp32Settings;
import io.muster.provisioning.esp32.SettingsDesk;
import io.muster.provisioning.http.Esp32View.ConfigurationView;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** How the workspace lets ESP32 devices in, and with which configuration they begin. */
@Path("/provisioning-tokens/settings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@Idempotent
class Esp32SettingsResource {

    record SettingsRequest(@Nullable Boolean approval, @Nullable ConfigurationRequest defaultConfiguration) {}

    /** The dialect's own names, as the devices get them. */
    record ConfigurationRequest(
            @JsonProperty("streaming_mode") @Nullable String streamingMode,
            @JsonProperty("streaming_rate") @Nullable Integer streamingRate,
            @JsonProperty("batch_interval") @Nullable Integer batchInterval,
            @JsonProperty("status_interval") @Nullable Integer statusInterval) {

        DefaultConfiguration over(DefaultConfiguration known) {
            return new DefaultConfiguration(
                    streamingMode == null ? known.streamingMode() : streamingMode,
                    streamingRate == null ? known.streamingRate() : streamingRate,
                    batchInterval == null ? known.batchInterval() : batchInterval,
                    statusInterval == null ? known.statusInterval() : statusInterval);
        }
    }

    record SettingsView(boolean approval, ConfigurationView defaultConfiguration) {

        static SettingsView of(Esp32Settings settings) {
            return new SettingsView(settings.approval(), ConfigurationView.of(settings.configuration()));
        }
    }

    private final SettingsDesk desk;
    private final Caller caller;

    Esp32SettingsResource(SettingsDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @GET
    public Uni<Answer<SettingsView>> find() {
        return desk.of(caller.workspace()).map(settings -> Answer.of(SettingsView.of(settings)));
    }

    /** What is left out stays as it is. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Answer<SettingsView>> keep(@Nullable SettingsRequest body) {
        SettingsRequest request = InvalidRequest.requireBody(body);
        return desk.of(caller.workspace())
                .map(known -> merged(request, known))
                .call(settings -> desk.keep(caller.workspace(), settings))
                .map(settings -> Answer.of(SettingsView.of(settings)));
    }

    private static Esp32Settings merged(SettingsRequest request, Esp32Settings known) {
        ConfigurationRequest wanted = request.defaultConfiguration();
        return new Esp32Settings(
                request.approval() == null ? known.approval() : request.approval(),
                wanted == null ? known.configuration() : wanted.over(known.configuration()));
    }
}
