package io.muster.shadow.fleet;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Ids;
import io.muster.kit.device.DeviceNames;
import io.muster.kit.group.KnownGroups;
import io.muster.kit.problem.FieldChecks;
import io.muster.shadow.document.State;
import io.muster.shadow.document.StateRules;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Takes in what many devices are to become; {@link FleetWork} brings it about. */
@ApplicationScoped
public class FleetWishes {

    /**
     * A batch that was opened.
     *
     * @param unknown what was named and is no device of the workspace
     */
    public record Opened(FleetBatch batch, List<String> unknown) {}

    private final FleetBatches batches;
    private final DeviceNames names;
    private final KnownGroups groups;
    private final StateRules rules;
    private final FleetSettings settings;

    FleetWishes(FleetBatches batches, DeviceNames names, KnownGroups groups, StateRules rules, FleetSettings settings) {
        this.batches = batches;
        this.names = names;
        this.groups = groups;
        this.rules = rules;
        this.settings = settings;
    }

    /** @param references of devices, by either name */
    public Uni<Opened> ofListed(
            String workspace, List<String> references, Map<String, @Nullable Object> desired, String author) {
        NewBatch batch = batch(workspace, desired, author);
        new FieldChecks()
                .require(!references.isEmpty(), "deviceIds", "must name at least one device")
                .require(
                        references.size() <= settings.maxDevices(),
                        "deviceIds",
                        "must not name more than " + settings.maxDevices() + " devices")
                .orRefuse();
        List<String> asked = references.stream().distinct().toList();
        return names.resolve(workspace, asked).chain(found -> batches.open(batch, new HashSet<>(found.values()))
                .chain(() -> find(workspace, batch.id()))
                .map(opened -> new Opened(
                        opened,
                        asked.stream()
                                .filter(reference -> !found.containsKey(reference))
                                .toList())));
    }

    /** Of all devices that are in the group now. Fails with {@link io.muster.kit.group.GroupUnknown}. */
    public Uni<FleetBatch> ofGroup(
            String workspace, String group, Map<String, @Nullable Object> desired, String author) {
        NewBatch batch = batch(workspace, desired, author);
        return groups.require(workspace, group)
                .chain(() -> batches.openForGroup(batch, group, settings.maxDevices()))
                .chain(() -> find(workspace, batch.id()));
    }

    /** How far a batch has come. Fails if the workspace has no such batch. */
    public Uni<FleetBatch> find(String workspace, String id) {
        return batches.find(workspace, id).onItem().ifNull().failWith(() -> new BatchUnknown(id));
    }

    private NewBatch batch(String workspace, Map<String, @Nullable Object> desired, String author) {
        rules.checkPatch("desired", desired);
        rules.checkSize("desired", State.EMPTY.merge(desired));
        return new NewBatch(Ids.next("sbt"), workspace, desired, author);
    }
}
