package io.muster.registry.device;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * A merge patch (RFC 7396) of a device's profile: what is absent stays, null removes, {@code info}, {@code
 * metadata} and {@code location} are merged, the rest is replaced.
 */
public record DevicePatch(Map<String, @Nullable Object> fields) {

    private static final Set<String> KNOWN =
            Set.of("type", "name", "description", "info", "tags", "metadata", "location");

    /**
     * The profile after the patch; whether it may be so {@link DeviceRules} decides.
     *
     * @throws io.muster.kit.problem.InvalidRequest naming each field that is unknown or of a wrong type
     */
    DeviceProfile applyTo(DeviceProfile profile, Instant now) {
        FieldChecks checks = new FieldChecks();
        PatchFields read = new PatchFields(fields, checks);
        fields.keySet().forEach(name -> checks.require(KNOWN.contains(name), name, "is not known here"));
        DeviceProfile patched = new DeviceProfile(
                Objects.requireNonNullElse(read.text("type", profile.type()), ""),
                Objects.requireNonNullElse(read.text("name", profile.name()), ""),
                read.text("description", profile.description()),
                info(profile.info(), checks),
                read.texts("tags", profile.tags()),
                merged("metadata", profile.metadata(), checks),
                location(profile.location(), now, checks));
        checks.orRefuse();
        return patched;
    }

    private DeviceInfo info(DeviceInfo current, FieldChecks checks) {
        Map<String, String> info = new LinkedHashMap<>();
        merged("info", current.known(), checks).forEach((name, value) -> {
            checks.require(DeviceInfo.FIELDS.contains(name), "info." + name, "is not known here");
            checks.require(value instanceof String, "info." + name, "must be a text");
            info.put(name, value.toString());
        });
        return DeviceInfo.of(info);
    }

    private @Nullable Location location(@Nullable Location current, Instant now, FieldChecks checks) {
        if (!fields.containsKey("location")) {
            return current;
        }
        Object value = fields.get("location");
        checks.require(value == null || value instanceof Map<?, ?>, "location", "must be an object");
        return value instanceof Map<?, ?> patch ? LocationPatch.apply(current, patch, now, checks) : null;
    }

    private Map<String, Object> merged(String name, Map<String, ?> current, FieldChecks checks) {
        if (!fields.containsKey(name)) {
            return new LinkedHashMap<>(current);
        }
        Object value = fields.get(name);
        checks.require(value == null || value instanceof Map<?, ?>, name, "must be an object");
        return value instanceof Map<?, ?> patch ? MergePatch.apply(current, patch) : Map.of();
    }
}
