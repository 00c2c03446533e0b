package io.muster.registry.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.registry.purge.PurgeReport;
import io.muster.registry.purge.PurgeSettings;
import io.muster.registry.purge.PurgeUnknown;
import io.muster.registry.purge.Purges;
import io.smallrye.mutiny.Uni;

/** What became of a deleted device's data. */
@Path("/devices/{id}/purge")
@Produces(MediaType.APPLICATION_JSON)
class PurgeResource {

    /** @param pending services that were asked to forget the device and have not said yet that they did */
    record PurgeView(
            String id,
            String deviceId,
            boolean purgeData,
            Instant deletedAt,
            List<ReceiptView> services,
            List<String> pending) {}

    /** @param removed rows, by what they were */
    record ReceiptView(String service, Map<String, Long> removed, Instant at) {}

    private final Purges purges;
    private final PurgeSettings settings;
    private final Caller caller;

    PurgeResource(Purges purges, PurgeSettings settings, Caller caller) {
        this.purges = purges;
        this.settings = settings;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer<PurgeView>> get(@PathParam("id") String id) {
        return purges.find(caller.workspace(), id)
                .onItem()
                .ifNull()
                .failWith(() -> new PurgeUnknown(id))
                .map(report -> Answer.of(view(report)));
    }

    private PurgeView view(PurgeReport report) {
        return new PurgeView(
                report.id(),
                report.deviceId(),
                report.purgeData(),
                report.deletedAt(),
                report.receipts().stream()
                        .map(receipt -> new ReceiptView(receipt.service(), receipt.removed(), receipt.at()))
                        .toList(),
                report.pending(settings.services()));
    }
}
