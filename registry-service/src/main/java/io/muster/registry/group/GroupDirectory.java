package io.muster.registry.group;

import java.util.List;
import java.util.function.LongPredicate;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.Refusal;
import io.muster.registry.device.DeviceId;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Where groups are made, changed and deleted. Everything that happens is said on {@code device-groups}. */
@ApplicationScoped
public class GroupDirectory {

    private final GroupFounding founding;
    private final GroupChanges changes;
    private final GroupMembers members;
    private final GroupUpkeep upkeep;
    private final UpkeepSignal signal;
    private final GroupRules rules;

    GroupDirectory(
            GroupFounding founding,
            GroupChanges changes,
            GroupMembers members,
            GroupUpkeep upkeep,
            UpkeepSignal signal,
            GroupRules rules) {
        this.founding = founding;
        this.changes = changes;
        this.members = members;
        this.upkeep = upkeep;
        this.signal = signal;
        this.rules = rules;
    }

    /**
     * A new group with those of the devices that exist or that its query finds. By a path it may be there already; then
     * only the devices come to it.
     */
    public Uni<MemberResults> create(String workspace, GroupDraft draft) {
        rules.check(draft);
        List<List<String>> parts =
                rules.parts(draft.devices().stream().distinct().toList());
        return founding.found(workspace, new GroupDraft(draft.profile(), draft.path(), parts.get(0)))
                .chain(first -> members.addRest(first, parts.subList(1, parts.size())))
                .chain(made -> made.group().isDynamic() && made.made()
                        ? upkeep.evaluate(made.group()).map(filled -> new MemberResults(filled, true, List.of()))
                        : Uni.createFrom().item(made));
    }

    /**
     * Brings a device into the group at a path, which is made where it is missing, in the transaction that it is called
     * in. If the device cannot come in, that is logged: it must not keep the device from anything else.
     */
    public Uni<Void> join(String workspace, String path, DeviceId device) {
        List<String> names = List.of(path.split("/", -1));
        GroupDraft draft = new GroupDraft(
                GroupProfile.onTheWay(names.get(names.size() - 1), null), names, List.of(device.value()));
        return Uni.createFrom()
                .deferred(() -> {
                    rules.check(draft);
                    return founding.join(workspace, draft);
                })
                .onFailure(Refusal.class)
                .recoverWithUni(refusal -> {
                    Log.warnf(
                            "device does not come into its group workspace=%s device=%s reason=%s",
                            workspace, device, refusal.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }

    /**
     * Changes what is said of a group. A patch that changes nothing leaves the version as it is.
     *
     * @param expected which versions the caller's change may be based on
     */
    public Uni<Group> update(String workspace, GroupId id, GroupPatch patch, LongPredicate expected) {
        return changes.update(workspace, id, patch, expected)
                .chain(group -> patch.fields().containsKey("query")
                        ? upkeep.evaluate(group)
                        : Uni.createFrom().item(group));
    }

    /**
     * Ends a group; its devices stay.
     *
     * @param recursive whether the groups inside of it end with it; otherwise there may be none
     */
    public Uni<Void> delete(String workspace, GroupId id, boolean recursive, LongPredicate expected) {
        return changes.end(workspace, id, recursive, expected).invoke(signal::raise);
    }
}
