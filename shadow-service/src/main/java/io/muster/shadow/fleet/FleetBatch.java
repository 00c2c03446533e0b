package io.muster.shadow.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What many devices are to become, and how far that is.
 *
 * @param desired the merge patch
 * @param author who wants it
 * @param total devices that are meant, without those that are not there
 * @param failures some of the failed ones
 */
public record FleetBatch(
        String id,
        String workspace,
        Map<String, @Nullable Object> desired,
        String author,
        Instant createdAt,
        long total,
        Counts counts,
        List<Failure> failures) {

    /**
     * How many devices stand where, as far as the keys of the patch go.
     *
     * @param waiting their shadows are still to be changed
     * @param pending they are still to take it over
     * @param converged they have nothing of it left to do
     * @param rejected they have said no to some of it
     * @param failed their shadows cannot be changed
     */
    public record Counts(long waiting, long pending, long converged, long rejected, long failed) {}

    /**
     * A device whose shadow cannot be changed.
     *
     * @param reason names the problem
     */
    public record Failure(String device, String reason) {}

    public FleetBatch {
        failures = List.copyOf(failures);
    }
}
