package io.muster.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.Refusal.FieldError;
import io.muster.registry.device.BatchLimits;
import io.muster.registry.device.BatchRegistration;
import io.muster.registry.device.BatchesBusy;
import io.muster.registry.device.Registration;
import io.muster.registry.device.Registration.Created;
import io.muster.registry.device.Registration.Failed;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Many devices at once. */
@Path("/devices/register/batch")
@Produces(MediaType.APPLICATION_JSON)
@Idempotent
class BatchResource {

    /** @param devices each registered for itself */
    record NewDevices(List<NewDevice> devices) {}

    /** @param results in the order of the request */
    record BatchView(int successful, int failed, List<ResultView> results) {}

    /**
     * @param status {@code created} or {@code failed}
     * @param error why it failed, for a person
     * @param code why it failed, for a program: the last word of the type that a problem would have
     * @param errors each wrong field, where it is about fields
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ResultView(
            @Nullable String deviceId,
            String status,
            @Nullable String id,
            @Nullable String error,
            @Nullable String code,
            List<FieldError> errors) {

        static ResultView of(Registration registration) {
            if (registration instanceof Created created) {
                return new ResultView(
                        created.deviceId(), "created", created.id().value(), null, null, List.of());
            }
            Failed failed = (Failed) registration;
            return new ResultView(failed.deviceId(), "failed", null, failed.detail(), failed.code(), failed.errors());
        }
    }

    private final BatchRegistration registration;
    private final BatchLimits limits;
    private final ObjectMapper json;
    private final Caller caller;
    private final Semaphore places;

    BatchResource(BatchRegistration registration, BatchLimits limits, ObjectMapper json, Caller caller) {
        this.registration = registration;
        this.limits = limits;
        this.json = json;
        this.caller = caller;
        this.places = new Semaphore(limits.atOnce());
    }

    /**
     * On a worker thread, which reads the body as it comes and waits for each part: nothing of a part that is done
     * stays in memory but its outcome.
     */
    @POST
    @Blocking
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = NewDevices.class)))
    public Answer<BatchView> register(InputStream body) throws IOException, InterruptedException {
        if (!places.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new BatchesBusy();
        }
        try {
            return Answer.of(view(register(DeviceListing.read(body.readAllBytes(), limits.devices(), json))));
        } finally {
            places.release();
        }
    }

    private List<Registration> register(DeviceListing listing) {
        List<Registration> outcomes = new ArrayList<>(listing.size());
        Set<String> names = new HashSet<>();
        for (int from = 0; from < listing.size(); from += limits.part()) {
            int until = Math.min(listing.size(), from + limits.part());
            outcomes.addAll(registration
                    .register(caller.workspace(), listing.part(from, until), names)
                    .await()
                    .indefinitely());
        }
        return outcomes;
    }

    private static BatchView view(List<Registration> outcomes) {
        int created = (int) outcomes.stream().filter(Created.class::isInstance).count();
        return new BatchView(
                created,
                outcomes.size() - created,
                outcomes.stream().map(ResultView::of).toList());
    }
}
