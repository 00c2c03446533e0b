package io.muster.shadow.http;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.paging.Answer;
import io.muster.kit.problem.InvalidRequest;
import io.muster.shadow.fleet.FleetBatch;
import io.muster.shadow.fleet.FleetBatch.Failure;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it is shown.
 *
 * @param waiting devices whose shadows are still to be changed
 * @param failures the first 100 devices whose shadows cannot be changed
 * @param unknown what was named and is no device; told once, where the batch is opened
 */
@Schema(name = "ShadowBatch")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShadowBatchView(
        String id,
        Instant createdAt,
        String createdBy,
        Map<String, @Nullable Object> desired,
        long total,
        long waiting,
        long pending,
        long converged,
        long rejected,
        long failed,
        List<Failure> failures,
        @Nullable List<String> unknown) {

    static final String ACCEPTED = "Taken; Location says where to see how far it has come";

    /** The answer to who has opened it. */
    static RestResponse<Answer<ShadowBatchView>> accepted(FleetBatch batch, @Nullable List<String> unknown) {
        return RestResponse.ResponseBuilder.<Answer<ShadowBatchView>>create(RestResponse.Status.ACCEPTED)
                .entity(Answer.of(of(batch, unknown)))
                .location(URI.create("/shadow-batches/" + batch.id()))
                .build();
    }

    /** @throws InvalidRequest if nothing is desired */
    static Map<String, @Nullable Object> desired(@Nullable Map<String, @Nullable Object> desired) {
        if (desired == null || desired.isEmpty()) {
            throw new InvalidRequest("desired", "must be an object with at least one key");
        }
        return desired;
    }

    static ShadowBatchView of(FleetBatch batch, @Nullable List<String> unknown) {
        FleetBatch.Counts counts = batch.counts();
        return new ShadowBatchView(
                batch.id(),
                batch.createdAt(),
                batch.author(),
                batch.desired(),
                batch.total(),
                counts.waiting(),
                counts.pending(),
                counts.converged(),
                counts.rejected(),
                counts.failed(),
                batch.failures(),
                unknown);
    }
}
