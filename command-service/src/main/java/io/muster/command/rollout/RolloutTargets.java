package io.muster.command.rollout;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.audience.FleetSearch;
import io.muster.command.execution.CommandSettings;
import io.muster.kit.device.DeviceNames;
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
    private final FleetSearch search;
    private final CommandSettings settings;

    RolloutTargets(KnownGroups groups, DeviceNames names, FleetSearch search, CommandSettings settings) {
        this.groups = groups;
        this.names = names;
        this.search = search;
        this.settings = settings;
    }

    static void check(FieldChecks checks, @Nullable WantedTarget wanted, boolean continuous, int limit) {
        checks.require(wanted != null && wanted.isOne(), "target", "must have one of group, deviceIds, query");
        @Nullable List<String> listed = wanted == null ? null : wanted.deviceIds();
        checks.require(
                        listed == null || !listed.isEmpty() && listed.stream().allMatch(Objects::nonNull),
                        "target.deviceIds",
                        "must name at least one device, and not hold null")
                .require(
                        listed == null || listed.size() <= limit,
                        "target.deviceIds",
                        "must not name more than " + limit + " devices")
                .require(listed == null || !continuous, "continuous", "needs a target that devices can join");
    }

    /**
     * Fails with {@link io.muster.kit.group.GroupUnknown}, {@link io.muster.kit.query.QueryRefused}, and with {@link
     * InvalidRequest} naming unknown devices.
     */
    Uni<Audience> audience(String workspace, WantedTarget wanted) {
        @Nullable String group = wanted.group();
        @Nullable String query = wanted.query();
        if (group != null) {
            return groups.require(workspace, group).replaceWith(new Audience.Members(group));
        }
        return query == null
                ? listed(workspace, Objects.requireNonNullElse(wanted.deviceIds(), List.of()))
                : search.find(workspace, query, mostMatches());
    }

    /** Those who are meant now by what is no list. */
    Uni<Audience> audience(Rollout rollout) {
        return rollout.target() instanceof Target.Query query
                ? search.find(rollout.order().workspace(), query.text(), mostMatches())
                : Uni.createFrom().item(new Audience.Members(((Target.Group) rollout.target()).id()));
    }

    /** One more than may be reached, so that too many are seen to be so. */
    private int mostMatches() {
        return settings.groupLimit() + 1;
    }

    int limit() {
        return settings.bulkLimit();
    }

    static Target target(Audience audience) {
        if (audience instanceof Audience.Members members) {
            return new Target.Group(members.groupId());
        }
        return audience instanceof Audience.Matches matches
                ? new Target.Query(matches.query())
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
