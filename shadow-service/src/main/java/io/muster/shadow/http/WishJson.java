package io.muster.shadow.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.muster.kit.problem.FieldChecks;
import io.muster.shadow.change.Wish;
import io.muster.shadow.document.Policy;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants a device to be. */
final class WishJson {

    private WishJson() {}

    /** @throws io.muster.kit.problem.InvalidRequest if nothing is desired, or by a policy that does not exist */
    static Wish read(@Nullable Map<String, @Nullable Object> desired, @Nullable Map<String, @Nullable String> policy) {
        FieldChecks checks = new FieldChecks().require(desired != null, "desired", "must be an object");
        Map<String, @Nullable Policy> policies = new HashMap<>();
        Objects.requireNonNullElse(policy, Map.<String, @Nullable String>of()).forEach((key, text) -> {
            @Nullable Policy known = Policy.of(text).orElse(null);
            checks.require(text == null || known != null, "policy." + key, "must be cloud-wins, device-wins or newest");
            policies.put(key, known == Policy.CLOUD_WINS ? null : known);
        });
        checks.orRefuse();
        return new Wish(Objects.requireNonNullElse(desired, Map.of()), policies);
    }
}
