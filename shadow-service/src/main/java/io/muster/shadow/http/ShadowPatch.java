package io.muster.shadow.http;

import java.util.Map;
import java.util.Objects;

import io.muster.kit.problem.FieldChecks;
import io.muster.shadow.change.ShadowRefusal;
import io.muster.shadow.change.Wish;
import org.jspecify.annotations.Nullable;

/**
 * A change of a shadow.
 *
 * @param desired an RFC 7396 merge patch
 * @param reported likewise; not for people, unless in the device's place
 * @param policy by the name of a key, {@code led} or {@code led.color}: cloud-wins, device-wins or newest; null for the
 *     usual one
 * @param version the version that this is based on; may be left out
 */
record ShadowPatch(
        @Nullable Map<String, @Nullable Object> desired,
        @Nullable Map<String, @Nullable Object> reported,
        @Nullable Map<String, @Nullable String> policy,
        @Nullable Long version) {

    private static final String AS_DEVICE = "device";

    /** @throws io.muster.kit.problem.InvalidRequest if there is none in it */
    Wish wish() {
        return WishJson.read(desired, policy);
    }

    /**
     * What the device would say.
     *
     * @param as in whose place it is said
     * @throws ShadowRefusal.ReportedByDevices if the caller may not say it
     */
    Map<String, @Nullable Object> reported(@Nullable String as, boolean isAdmin) {
        if (reported != null && !(AS_DEVICE.equals(as) && isAdmin)) {
            throw new ShadowRefusal.ReportedByDevices();
        }
        new FieldChecks()
                .require(AS_DEVICE.equals(as), "as", "must be device")
                .require(reported != null, "reported", "must be an object")
                .require(desired == null, "desired", "cannot be said as the device")
                .require(policy == null, "policy", "cannot be said as the device")
                .orRefuse();
        return Objects.requireNonNullElse(reported, Map.of());
    }
}
