package io.muster.provisioning.onboarding;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Ids;
import io.muster.kit.json.CleanText;
import io.muster.kit.problem.FieldChecks;

/**
 * What a device that comes in by itself may be called: no more than the registry takes, for it has credentials when
 * the registry looks at it.
 */
@ApplicationScoped
public class NewcomerRules {

    private static final String SEPARATORS = "/+#";

    private final NewcomerLimits limits;

    NewcomerRules(NewcomerLimits limits) {
        this.limits = limits;
    }

    void check(Newcomer newcomer) {
        FieldChecks checks = new FieldChecks();
        checkDeviceId("deviceId", newcomer.deviceId(), checks);
        checkType("type", newcomer.type(), checks);
        checkText("name", newcomer.name(), limits.nameLength(), checks);
        newcomer.info().forEach((field, value) -> checkText("info." + field, value, limits.infoLength(), checks));
        checkGroups("groups", newcomer.groups(), checks);
        checks.require(CleanText.isClean(newcomer.metadata()), "metadata", "contains U+0000 or half a surrogate pair");
        checks.orRefuse();
    }

    public void checkDeviceId(String field, String deviceId, FieldChecks checks) {
        checkText(field, deviceId, limits.deviceIdLength(), checks);
        checks.require(
                        deviceId.chars().noneMatch(letter -> SEPARATORS.indexOf(letter) >= 0),
                        field,
                        "must not contain / + or #")
                .require(
                        deviceId.chars().noneMatch(Character::isISOControl),
                        field,
                        "must not contain control characters")
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
        checks.require(
                List.of(path.split("/", -1)).stream().noneMatch(String::isBlank), field, "has a level without a name");
    }

    private static void checkText(String field, String text, int length, FieldChecks checks) {
        checks.require(!text.isBlank(), field, "is required")
                .require(
                        text.codePointCount(0, text.length()) <= length,
                        field,
                        "must not be longer than " + length + " characters")
                .require(CleanText.isClean(text), field, "contains U+0000 or half a surrogate pair");
    }
}
