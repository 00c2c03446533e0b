package io.muster.provisioning.http;

import java.net.URI;
import java.time.Instant;
import java.util.Base64;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.idempotency.Idempotent;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.kit.paging.PageRequest;
import io.muster.provisioning.serial.BatchDirectory;
import io.muster.provisioning.serial.SerialBatch;
import io.muster.provisioning.serial.TermsRequest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Batches of serials that are signed instead of enrolled. */
@Path("/serials/batches")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@Idempotent
class SerialBatchResource {

    record OpenRequest(
            @Nullable String type, @Nullable String group, @Nullable Instant expiresAt, @Nullable String policy) {}

    /** @param key base64, in the answer that opens the batch and never again */
    record BatchView(
            String id,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,
            @Nullable String type,
            @Nullable String group,
            @Nullable Instant expiresAt,
            String policy,
            String createdBy,
            Instant createdAt) {

        static BatchView of(SerialBatch batch, @Nullable String key) {
            return new BatchView(
                    batch.id(),
                    key,
                    batch.terms().type(),
                    batch.terms().group(),
                    batch.terms().expiresAt(),
                    batch.terms().policy().word(),
                    batch.createdBy(),
                    batch.createdAt());
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "BatchView[id=" + id + "]";
        }
    }

    private final BatchDirectory directory;
    private final Caller caller;

    SerialBatchResource(BatchDirectory directory, Caller caller) {
        this.directory = directory;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> open(@Nullable OpenRequest body) {
        OpenRequest request = body == null ? new OpenRequest(null, null, null, null) : body;
        TermsRequest terms = new TermsRequest(request.type(), request.group(), request.expiresAt(), request.policy());
        return directory.open(caller.workspace(), terms, caller.name()).map(batch -> Response.created(
                        URI.create("/serials/batches/" + batch.id()))
                .entity(Answer.of(BatchView.of(batch, Base64.getEncoder().encodeToString(batch.key()))))
                .header("Cache-Control", "no-store")
                .build());
    }

    @GET
    public Uni<Answer.Listing<BatchView>> list(
            @QueryParam("page") @DefaultValue("1") int page, @QueryParam("limit") @DefaultValue("25") int limit) {
        return directory
                .page(caller.workspace(), new PageRequest(page, limit))
                .map(found -> Answer.of(found.map(batch -> BatchView.of(batch, null))));
    }

    @DELETE
    @Path("/{batch}")
    public Uni<Void> close(@PathParam("batch") String batch) {
        return directory.close(caller.workspace(), batch);
    }
}
