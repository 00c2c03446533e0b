package io.muster.registry.group;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.json.CleanText;
import io.muster.kit.problem.FieldChecks;

/** What a group may be called, and how large it may be. */
@ApplicationScoped
class GroupRules {

    private final GroupLimits limits;

    GroupRules(GroupLimits limits) {
        this.limits = limits;
    }

    /** @throws io.muster.kit.problem.InvalidRequest naming each wrong field */
    void check(GroupDraft draft) {
        FieldChecks checks = new FieldChecks();
        checkText("name", draft.name(), limits.nameLength(), checks);
        checks.require(!draft.name().isBlank(), "name", "is required");
        if (draft.description() != null) {
            checkText("description", draft.description(), limits.descriptionLength(), checks);
        }
        checks.require(draft.tags().size() <= limits.tags(), "tags", "must not be more than " + limits.tags());
        draft.tags().forEach(tag -> {
            checkText("tags", tag, limits.tagLength(), checks);
            checks.require(!tag.isBlank(), "tags", "must not be empty");
        });
        checkDevices(draft.devices(), checks);
        checks.orRefuse();
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

    private void checkDevices(List<String> devices, FieldChecks checks) {
        checks.require(
                        devices.size() <= limits.devicesPerRequest(),
                        "devices",
                        "must not be more than " + limits.devicesPerRequest())
                .require(CleanText.isClean(devices), "devices", "contains U+0000 or half a surrogate pair");
    }

    private static void checkText(String field, String text, int length, FieldChecks checks) {
        checks.require(
                        text.codePointCount(0, text.length()) <= length,
                        field,
                        "must not be longer than " + length + " characters")
                .require(CleanText.isClean(text), field, "contains U+0000 or half a surrogate pair");
    }
}
