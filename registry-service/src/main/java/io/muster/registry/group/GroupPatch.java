package io.muster.registry.group;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/** A merge patch (RFC 7396) of a group's profile: what is absent stays, null removes, the rest is replaced. */
public record GroupPatch(Map<String, @Nullable Object> fields) {

    private static final Set<String> KNOWN = Set.of("name", "description", "tags", "parent", "query");

    /**
     * The profile after the patch; whether it may be so {@link GroupRules} and {@link GroupPlaces} decide.
     *
     * @throws io.muster.kit.problem.InvalidRequest naming each field that is unknown or of a wrong type
     */
    GroupProfile applyTo(GroupProfile profile) {
        FieldChecks checks = new FieldChecks();
        fields.keySet().forEach(name -> checks.require(KNOWN.contains(name), name, "is not known here"));
        String parent = text(
                "parent", profile.parent() == null ? null : profile.parent().value(), checks);
        GroupProfile patched = new GroupProfile(
                Objects.requireNonNullElse(text("name", profile.name(), checks), ""),
                text("description", profile.description(), checks),
                tags(profile.tags(), checks),
                parent == null ? null : new GroupId(parent),
                text("query", profile.query(), checks));
        checks.orRefuse();
        return patched;
    }

    private @Nullable String text(String name, @Nullable String current, FieldChecks checks) {
        if (!fields.containsKey(name)) {
            return current;
        }
        Object value = fields.get(name);
        checks.require(value == null || value instanceof String, name, "must be a text");
        return value instanceof String text ? text : null;
    }

    private List<String> tags(List<String> current, FieldChecks checks) {
        if (!fields.containsKey("tags")) {
            return current;
        }
        Object value = fields.get("tags");
        List<?> tags = value instanceof List<?> list ? list : List.of();
        boolean texts = tags.stream().allMatch(String.class::isInstance);
        checks.require(value == null || value instanceof List<?> && texts, "tags", "must be a list of texts");
        return texts ? tags.stream().map(String.class::cast).toList() : List.of();
    }
}
