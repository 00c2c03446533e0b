package io.muster.command.rollout;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.audience.DeviceNames;
import io.muster.command.execution.CommandSettings;
import io.muster.kit.group.KnownGroups;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Finds those whom a rollout is asked for. Waits for news of whom it does not know yet. */
@ApplicationScoped
class RolloutTargets {

    private static final int NAMED = 10;

    private final KnownGroups groups;
    private final DeviceNames names;
    private final CommandSettings settings;

    RolloutTargets(KnownGroups groups, DeviceNames names, CommandSettings settings) {
        this.groups = groups;
        this.names = names;
        this.settings = settings;
    }

    static void check(FieldChecks checks, @Nullable WantedTarget wanted, boolean continuous, int limit) {
        @Nullable List<String> listed = wanted == null ? null : wanted.deviceIds();
        @Nullable String group = wanted == null ? null : wanted.group();
        checks.require((group == null) != (listed == null), "target", "must have either group or deviceIds")
                .require(
                        listed == null || !listed.isEmpty() && listed.stream().allMatch(Objects::nonNull),
                        "target.deviceIds",
                        "must name at least one device, and not hold null")
                .require(
                        listed == null || listed.size() <= limit,
                        "target.deviceIds",
                        "must not name more than " + limit + " devices")
                .require(listed == null || !continuous, "continuous", "needs a target that devices can join");
    }

    /** Fails with {@link io.muster.kit.group.GroupUnknown}, and with {@link InvalidRequest} naming unknown devices. */
    Uni<Audience> audience(String workspace, WantedTarget wanted) {
        @Nullable String group = wanted.group();
        return group == null
                ? listed(workspace, Objects.requireNonNullElse(wanted.deviceIds(), List.of()))
                : groups.require(workspace, group).replaceWith(new Audience.Members(group));
    }

    int limit() {
        return settings.bulkLimit();
    }

    static Target target(Audience audience) {
        return audience instanceof Audience.Members members
                ? new Target.Group(members.groupId())
                : new Target.Listed(((Audience.Devices) audience).ids().size());
    }

    private Uni<Audience> listed(String workspace, List<String> references) {
        List<String> distinct = references.stream().distinct().toList();
        return names.resolve(workspace, distinct).map(found -> devices(distinct, found));
    }

    private static Audience devices(List<String> references, Map<String, String> ids) {
        List<String> unknown =
                references.stream().filter(name -> !ids.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            List<String> first = unknown.subList(0, Math.min(NAMED, unknown.size()));
            throw new InvalidRequest(
                    "target.deviceIds",
                    "names " + unknown.size() + " unknown devices, among them '" + String.join("', '", first) + "'");
        }
        return new Audience.Devices(references.stream().map(ids::get).distinct().toList());
    }
}
