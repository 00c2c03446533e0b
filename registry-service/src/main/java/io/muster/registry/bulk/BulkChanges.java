package io.muster.registry.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.json.CleanText;
import io.muster.kit.problem.FieldChecks;
import io.muster.registry.bulk.BulkResult.Outcome;
import io.muster.registry.bulk.BulkStep.Done;
import io.muster.registry.device.DeviceId;
import io.muster.registry.device.DeviceRules;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Where many devices are changed alike. They are changed in parts, each in a transaction of its own; what is answered
 * of a device is true of it, whatever became of the others.
 */
@ApplicationScoped
public class BulkChanges {

    private static final String NOT_FOUND = "There is no such device in this workspace.";
    private static final String REPEATED = "The request names this device before.";
    private static final String NOT_NOW = "Could not be changed now; ask for it again.";

    private final BulkDevices devices;
    private final BulkStep step;
    private final DeviceRules rules;
    private final BulkLimits limits;

    BulkChanges(BulkDevices devices, BulkStep step, DeviceRules rules, BulkLimits limits) {
        this.devices = devices;
        this.step = step;
        this.rules = rules;
        this.limits = limits;
    }

    /** What became of each device, in the order of the request. */
    public Uni<List<BulkResult>> apply(String workspace, BulkTarget target, BulkChange change) {
        change.check(rules);
        if (target instanceof BulkTarget.Named named) {
            check(named);
            return devices.named(workspace, named.references())
                    .chain(found -> apply(workspace, named.references(), found, change));
        }
        return devices.found(workspace, ((BulkTarget.Found) target).query(), limits.devices())
                .invoke(this::check)
                .chain(found -> apply(workspace, List.copyOf(found.devices().keySet()), found.devices(), change));
    }

    private void check(BulkTarget.Named named) {
        new FieldChecks()
                .require(!named.references().isEmpty(), "deviceIds", "must not be empty")
                .require(
                        named.references().size() <= limits.devices(),
                        "deviceIds",
                        "must not be more than " + limits.devices())
                .require(CleanText.isClean(named.references()), "deviceIds", "contains U+0000 or half a surrogate pair")
                .orRefuse();
    }

    private void check(BulkDevices.Findings found) {
        if (found.total() > limits.devices()) {
            throw new TooManyFound(found.total(), limits.devices());
        }
    }

    private Uni<List<BulkResult>> apply(
            String workspace, List<String> references, Map<String, DeviceId> found, BulkChange change) {
        return Multi.createFrom()
                .iterable(parts(found))
                .onItem()
                .transformToUniAndConcatenate(part -> attempt(workspace, part, change))
                .collect()
                .in(() -> new HashMap<DeviceId, Done>(), Map::putAll)
                .map(done -> results(references, found, done));
    }

    private List<List<DeviceId>> parts(Map<String, DeviceId> found) {
        List<DeviceId> ids = found.values().stream().distinct().toList();
        List<List<DeviceId>> parts = new ArrayList<>();
        for (int start = 0; start < ids.size(); start += limits.devicesPerTransaction()) {
            parts.add(ids.subList(start, Math.min(ids.size(), start + limits.devicesPerTransaction())));
        }
        return parts;
    }

    private Uni<Map<DeviceId, Done>> attempt(String workspace, List<DeviceId> part, BulkChange change) {
        return step.take(workspace, part, change).onFailure().recoverWithItem(failure -> {
            Log.warnf(
                    "devices not changed in bulk workspace=%s devices=%d reason=%s",
                    workspace, part.size(), failure.toString());
            Map<DeviceId, Done> failed = new HashMap<>();
            part.forEach(id -> failed.put(id, new Done(Outcome.FAILED, NOT_NOW)));
            return failed;
        });
    }

    private static List<BulkResult> results(
            List<String> references, Map<String, DeviceId> found, Map<DeviceId, Done> done) {
        Set<DeviceId> told = new HashSet<>();
        List<BulkResult> results = new ArrayList<>();
        for (String reference : references) {
            DeviceId id = found.get(reference);
            if (id == null || !done.containsKey(id)) {
                results.add(BulkResult.failed(reference, null, NOT_FOUND));
            } else if (!told.add(id)) {
                results.add(BulkResult.failed(reference, id, REPEATED));
            } else {
                Done outcome = done.get(id);
                results.add(new BulkResult(reference, id, outcome.outcome(), outcome.error()));
            }
        }
        return results;
    }
}
