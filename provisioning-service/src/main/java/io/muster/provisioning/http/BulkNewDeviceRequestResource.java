package io.muster.provisioning.http;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.identity.Role;
import io.muster.kit.problem.InvalidRequest;
import io.muster.provisioning.bulk.BulkRegistration;
import io.muster.provisioning.bulk.BulkReport;
import io.muster.provisioning.bulk.Outcome.Failed;
import io.muster.provisioning.bulk.Outcome.Updated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Many devices from one CSV file, in Cumulocity's shapes. */
@Path("/devicecontrol/bulkNewDeviceRequests")
@Produces(MediaType.APPLICATION_JSON)
class BulkNewDeviceRequestResource {

    record UpdatedView(String bulkNewDeviceStatus, String deviceId) {

        static UpdatedView of(Updated updated) {
            return new UpdatedView("CREDENTIAL_UPDATED", updated.id());
        }
    }

    /** @param row which line of the file it was, the first being 1: what the original does not tell */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FailedView(
            String bulkNewDeviceStatus, @Nullable String deviceId, String failureReason, String line, long row) {

        static FailedView of(Failed failed) {
            return new FailedView("FAILED", failed.id().orElse(null), failed.reason(), failed.line(), failed.row());
        }
    }

    record BulkView(
            List<UpdatedView> credentialUpdatedList,
            List<FailedView> failedCreationList,
            int numberOfAll,
            int numberOfCreated,
            int numberOfFailed,
            int numberOfSuccessful)
            implements DeviceControlEntity {

        static BulkView of(BulkReport report) {
            return new BulkView(
                    report.updated().stream().map(UpdatedView::of).toList(),
                    report.failed().stream().map(FailedView::of).toList(),
                    report.all(),
                    report.created(),
                    report.failed().size(),
                    report.successful());
        }

        @Override
        public String mediaName() {
            return "bulkNewDeviceRequest";
        }
    }

    private final BulkRegistration registration;
    private final DeviceControlCaller caller;

    BulkNewDeviceRequestResource(BulkRegistration registration, DeviceControlCaller caller) {
        this.registration = registration;
        this.caller = caller;
    }

    /** @param file written to disk while it comes in, which takes a thread that may wait */
    @POST
    @Blocking
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({NewDeviceRequestResource.ADMIN, Role.OPERATOR})
    public Uni<RestResponse<BulkView>> take(@RestForm("file") @Nullable FileUpload file) {
        if (file == null) {
            throw new InvalidRequest("file", "is required");
        }
        return registration
                .take(caller.workspace(), file.uploadedFile(), caller.name())
                .map(report -> RestResponse.status(RestResponse.Status.CREATED, BulkView.of(report)));
    }
}
