package io.muster.registry.device;

import java.time.Clock;
import java.util.Collection;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Ids;
import io.muster.kit.json.CleanText;
import io.muster.kit.json.JsonBounds;
import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/** What a device may be called and how much may be said of it. */
@ApplicationScoped
public class DeviceRules {

    private static final String SEPARATORS = "/+#";
    private static final String NO_CONTROLS = "must not contain control characters or half a surrogate pair";

    private final DeviceLimits limits;
    private final Clock clock = Clock.systemUTC();

    DeviceRules(DeviceLimits limits) {
        this.limits = limits;
    }

    /** @throws io.muster.kit.problem.InvalidRequest naming each wrong field */
    public void check(String deviceId, DeviceProfile profile) {
        FieldChecks checks = new FieldChecks();
        checkDeviceId(deviceId, checks);
        check(profile, checks);
        checks.orRefuse();
    }

    /** @throws io.muster.kit.problem.InvalidRequest naming each wrong field */
    void check(DeviceProfile profile) {
        FieldChecks checks = new FieldChecks();
        check(profile, checks);
        checks.orRefuse();
    }

    /**
     * Whether a device may have all these tags.
     *
     * @param field by which a refusal names them
     * @throws io.muster.kit.problem.InvalidRequest saying what is wrong with them
     */
    public void checkTags(String field, Collection<String> tags) {
        FieldChecks checks = new FieldChecks();
        checkTags(field, tags, checks);
        checks.orRefuse();
    }

    private void checkDeviceId(String deviceId, FieldChecks checks) {
        checkRequired("deviceId", deviceId, limits.deviceIdLength(), checks);
        checks.require(
                        deviceId.chars().noneMatch(letter -> SEPARATORS.indexOf(letter) >= 0),
                        "deviceId",
                        "must not contain / + or #")
                // Clients take these two out of a path before they send it.
                .require(!deviceId.equals(".") && !deviceId.equals(".."), "deviceId", "must not be . or ..")
                .require(!Ids.isDeviceId(deviceId), "deviceId", "must not look like an id of the platform");
    }

    private void check(DeviceProfile profile, FieldChecks checks) {
        checkRequired("type", profile.type(), limits.typeLength(), checks);
        checkRequired("name", profile.name(), limits.nameLength(), checks);
        checkLength("description", profile.description(), limits.descriptionLength(), checks);
        checks.require(CleanText.isProse(profile.description()), "description", NO_CONTROLS);
        profile.info()
                .known()
                .forEach((field, value) -> checkLine("info." + field, value, limits.infoLength(), checks));
        checkTags("tags", profile.tags(), checks);
        new JsonBounds(limits.metadataBytes(), limits.metadataDepth()).check("metadata", profile.metadata(), checks);
        checkLocation(profile.location(), checks);
    }

    private void checkLocation(@Nullable Location location, FieldChecks checks) {
        if (location != null) {
            Double accuracy = location.accuracy();
            checks.require(Math.abs(location.lat()) <= 90, "location.lat", "must be from -90 to 90")
                    .require(Math.abs(location.lng()) <= 180, "location.lng", "must be from -180 to 180")
                    .require(
                            accuracy == null || accuracy >= 0 && Double.isFinite(accuracy),
                            "location.accuracy",
                            "must be metres, and not less than 0")
                    .require(
                            location.timestamp().isBefore(clock.instant().plus(limits.clockSkew())),
                            "location.timestamp",
                            "must not be in the future");
        }
    }

    private void checkTags(String field, Collection<String> tags, FieldChecks checks) {
        checks.require(tags.size() <= limits.tags(), field, "must not be more than " + limits.tags());
        for (String tag : tags) {
            checkRequired(field, tag, limits.tagLength(), checks);
            checks.require(tag.indexOf(',') < 0, field, "must not contain commas");
        }
    }

    private static void checkRequired(String field, String text, int length, FieldChecks checks) {
        checks.require(!text.isBlank(), field, "is required");
        checkLine(field, text, length, checks);
    }

    private static void checkLine(String field, String text, int length, FieldChecks checks) {
        checkLength(field, text, length, checks);
        checks.require(CleanText.isLine(text), field, NO_CONTROLS);
    }

    private static void checkLength(String field, @Nullable String text, int length, FieldChecks checks) {
        checks.require(
                text == null || text.codePointCount(0, text.length()) <= length,
                field,
                "must not be longer than " + length + " characters");
    }
}
