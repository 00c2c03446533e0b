package io.muster.provisioning.onboarding;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Ids;
import io.muster.kit.json.CleanText;
import io.muster.kit.json.JsonBounds;
import io.muster.kit.problem.FieldChecks;

/**
 * What a device that comes in by itself may be called: no more than the registry takes, for it has credentials when
 * the registry looks at it.
 */
@ApplicationScoped
public class NewcomerRules {

    private static final String SEPARATORS = "/+#";
    private static final String NO_CONTROLS = "must not contain control characters or half a surrogate pair";

    private final NewcomerLimits limits;

    NewcomerRules(NewcomerLimits limits) {
        this.limits = limits;
    }

    /** @throws io.muster.kit.problem.InvalidRequest naming each wrong field */
    public void check(Newcomer newcomer) {
        FieldChecks checks = new FieldChecks();
        checkDeviceId("deviceId", newcomer.deviceId(), checks);
        checkType("type", newcomer.type(), checks);
        checkText("name", newcomer.name(), limits.nameLength(), checks);
        newcomer.info().forEach((field, value) -> checkText("info." + field, value, limits.infoLength(), checks));
        checkGroups("groups", newcomer.groups(), checks);
        new JsonBounds(limits.metadataBytes(), limits.metadataDepth()).check("metadata", newcomer.metadata(), checks);
        checks.orRefuse();
    }

    public void checkDeviceId(String field, String deviceId, FieldChecks checks) {
        checkText(field, deviceId, limits.deviceIdLength(), checks);
        checks.require(
                        deviceId.chars().noneMatch(letter -> SEPARATORS.indexOf(letter) >= 0),
                        field,
                        "must not contain / + or #")
                .require(!deviceId.equals(".") && !deviceId.equals(".."), field, "must not be . or ..")
                .require(!Ids.isDeviceId(deviceId), field, "must not look like an id of the platform");
    }

    public void checkType(String field, String type, FieldChecks checks) {
        checkText(field, type, limits.typeLength(), checks);
    }

    /** Each is a path of group names. */
    public void checkGroups(String field, List<String> groups, FieldChecks checks) {
        checks.require(groups.size() <= limits.groups(), field, "must not be more than " + limits.groups());
        groups.forEach(path -> checkGroup(field, path, checks));
    }

    /** A path of group names, separated by {@code /}. */
    public void checkGroup(String field, String path, FieldChecks checks) {
        checkText(field, path, limits.groupPathLength(), checks);
        List<String> levels = List.of(path.split("/", -1));
        checks.require(levels.size() <= limits.groupDepth(), field, "must not be deeper than " + limits.groupDepth());
        checks.require(levels.stream().noneMatch(String::isBlank), field, "has a level without a name");
        levels.forEach(level -> checkLength(field, level, limits.groupNameLength(), checks));
    }

    private static void checkText(String field, String text, int length, FieldChecks checks) {
        checks.require(!text.isBlank(), field, "is required").require(CleanText.isLine(text), field, NO_CONTROLS);
        checkLength(field, text, length, checks);
    }

    private static void checkLength(String field, String text, int length, FieldChecks checks) {
        checks.require(
                text.codePointCount(0, text.length()) <= length,
                field,
                "must not be longer than " + length + " characters");
    }
}
