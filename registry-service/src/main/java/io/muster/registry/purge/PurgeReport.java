package io.muster.registry.purge;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the services have removed of a deleted device until now.
 *
 * @param id the {@code id} the device had
 * @param deviceId the name the user had given it
 * @param purgeData whether the services were asked to forget it
 */
public record PurgeReport(String id, String deviceId, boolean purgeData, Instant deletedAt, List<Receipt> receipts) {

    /** The registry's own name in a receipt. */
    public static final String REGISTRY = "registry";

    /**
     * A service's word on it.
     *
     * @param removed rows, by what they were
     */
    public record Receipt(String service, Map<String, Long> removed, Instant at) {}

    public PurgeReport {
        receipts = List.copyOf(receipts);
    }

    /** Those of the services that have not answered yet; none if they were not asked. */
    public List<String> pending(Collection<String> services) {
        return services.stream()
                .filter(service -> purgeData
                        && receipts.stream()
                                .noneMatch(receipt -> receipt.service().equals(service)))
                .toList();
    }
}
