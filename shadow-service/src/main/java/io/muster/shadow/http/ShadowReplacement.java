package io.muster.shadow.http;

import java.util.Map;

import io.muster.shadow.change.Wish;
import org.jspecify.annotations.Nullable;

/**
 * What is desired instead of all that was.
 *
 * @param policy by the name of a key
 * @param version the version that this is based on; may be left out
 */
record ShadowReplacement(
        @Nullable Map<String, @Nullable Object> desired,
        @Nullable Map<String, @Nullable String> policy,
        @Nullable Long version) {

    /** @throws io.muster.kit.problem.InvalidRequest if there is none in it */
    Wish wish() {
        return WishJson.read(desired, policy);
    }
}
