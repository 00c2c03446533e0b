package io.muster.registry.group;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.json.CleanText;
import io.muster.kit.problem.FieldChecks;

/** What a group may be called, and how large it may be. */
@ApplicationScoped
class GroupRules {

    private static final String NO_CONTROLS = "must not contain control characters or half a surrogate pair";

    private final GroupLimits limits;
    private final DynamicGroups dynamicGroups;

    GroupRules(GroupLimits limits, DynamicGroups dynamicGroups) {
        this.limits = limits;
        this.dynamicGroups = dynamicGroups;
    }

    /** @throws io.muster.kit.problem.InvalidRequest naming each wrong field */
    void check(GroupDraft draft) {
        FieldChecks checks = new FieldChecks();
        checkProfile(draft.profile(), checks);
        draft.path().forEach(name -> checkName("path", name, checks));
        checks.require(draft.path().size() <= limits.depth(), "path", "must not be deeper than " + limits.depth());
        checks.require(
                draft.devices().isEmpty() || draft.profile().query() == null, "devices", "are found by the query");
        checkDevices(draft.devices(), checks);
        checks.orRefuse();
        checkQuery(draft.profile());
    }

    /** @throws io.muster.kit.problem.InvalidRequest naming each wrong field */
    void check(GroupProfile profile) {
        FieldChecks checks = new FieldChecks();
        checkProfile(profile, checks);
        checks.orRefuse();
        checkQuery(profile);
    }

    /** @throws io.muster.kit.problem.InvalidRequest if the request names too many devices, or something else */
    void check(List<String> devices) {
        FieldChecks checks = new FieldChecks();
        checkDevices(devices, checks);
        checks.orRefuse();
    }

    /** @throws GroupRefusal.GroupFull if the group has more members than it may */
    void checkSize(Group group) {
        if (group.members() > limits.members()) {
            throw new GroupRefusal.GroupFull(limits.members());
        }
    }

    /** @throws GroupRefusal.GroupFull if the group may not have one member more */
    void checkRoom(Group group) {
        if (room(group) == 0) {
            throw new GroupRefusal.GroupFull(limits.members());
        }
    }

    /** How many more members the group may have. */
    int room(Group group) {
        return (int) Math.max(0, limits.members() - group.members());
    }

    /** @throws GroupRefusal.TreeTooDeep if a group's tree has more levels than it may */
    void checkDepth(int levels) {
        if (levels > limits.depth()) {
            throw new GroupRefusal.TreeTooDeep(limits.depth());
        }
    }

    /** @throws GroupRefusal.GroupsTooMany if the workspace may not have one more group like this */
    void checkCensus(GroupTree.Census census, GroupProfile next) {
        if (census.groups() >= limits.groups()) {
            throw new GroupRefusal.GroupsTooMany(limits.groups(), "groups");
        }
        if (next.query() != null && census.dynamicGroups() >= limits.dynamicGroups()) {
            throw new GroupRefusal.GroupsTooMany(limits.dynamicGroups(), "groups with a query");
        }
    }

    /** The list in parts of which each is one transaction's work; one empty part for an empty list. */
    <T> List<List<T>> parts(List<T> whole) {
        List<List<T>> parts = new ArrayList<>();
        for (int start = 0; start < whole.size(); start += limits.devicesPerTransaction()) {
            parts.add(whole.subList(start, Math.min(whole.size(), start + limits.devicesPerTransaction())));
        }
        return parts.isEmpty() ? List.of(List.of()) : parts;
    }

    private void checkProfile(GroupProfile profile, FieldChecks checks) {
        checkName("name", profile.name(), checks);
        if (profile.parent() != null) {
            checks.require(
                    CleanText.isClean(profile.parent().value()), "parent", "contains U+0000 or half a surrogate pair");
        }
        if (profile.description() != null) {
            checkLength("description", profile.description(), limits.descriptionLength(), checks);
            checks.require(CleanText.isProse(profile.description()), "description", NO_CONTROLS);
        }
        checks.require(profile.tags().size() <= limits.tags(), "tags", "must not be more than " + limits.tags());
        profile.tags().forEach(tag -> {
            checkLine("tags", tag, limits.tagLength(), checks);
            checks.require(!tag.isBlank(), "tags", "must not be empty");
        });
    }

    private void checkQuery(GroupProfile profile) {
        if (profile.query() != null) {
            dynamicGroups.check(profile.query());
        }
    }

    private void checkName(String field, String name, FieldChecks checks) {
        checks.require(!name.isBlank(), field, field.equals("name") ? "is required" : "has an empty name in it")
                .require(name.indexOf('/') < 0, field, "must not contain /, which separates the names of a path");
        checkLine(field, name, limits.nameLength(), checks);
    }

    private void checkDevices(List<String> devices, FieldChecks checks) {
        checks.require(
                        devices.size() <= limits.devicesPerRequest(),
                        "devices",
                        "must not be more than " + limits.devicesPerRequest())
                .require(CleanText.isClean(devices), "devices", "contains U+0000 or half a surrogate pair");
    }

    private static void checkLine(String field, String text, int length, FieldChecks checks) {
        checkLength(field, text, length, checks);
        checks.require(CleanText.isLine(text), field, NO_CONTROLS);
    }

    private static void checkLength(String field, String text, int length, FieldChecks checks) {
        checks.require(
                text.codePointCount(0, text.length()) <= length,
                field,
                "must not be longer than " + length + " characters");
    }
}
