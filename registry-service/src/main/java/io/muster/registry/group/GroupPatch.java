package io.muster.registry.group;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.muster.kit.problem.FieldChecks;
import io.muster.registry.device.PatchFields;
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
        PatchFields read = new PatchFields(fields, checks);
        fields.keySet().forEach(name -> checks.require(KNOWN.contains(name), name, "is not known here"));
        String parent = read.text(
                "parent", profile.parent() == null ? null : profile.parent().value());
        GroupProfile patched = new GroupProfile(
                Objects.requireNonNullElse(read.text("name", profile.name()), ""),
                read.text("description", profile.description()),
                read.texts("tags", profile.tags()),
                parent == null ? null : new GroupId(parent),
                read.text("query", profile.query()));
        checks.orRefuse();
        return patched;
    }
}
