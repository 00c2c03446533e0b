package io.muster.shadow.document;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.json.CleanText;
import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/** What may be said of a device. */
@ApplicationScoped
public class StateRules {

    private final ShadowLimits limits;

    public StateRules(ShadowLimits limits) {
        this.limits = limits;
    }

    /**
     * Checks a patch before it is merged.
     *
     * @param side {@code desired} or {@code reported}, to name it in the refusal
     * @throws io.muster.kit.problem.InvalidRequest if it holds what nobody may say
     */
    public void checkPatch(String side, Map<String, @Nullable Object> patch) {
        new FieldChecks()
                .require(
                        !patch.containsKey(ShadowDocument.LAST_UPDATED),
                        side + "." + ShadowDocument.LAST_UPDATED,
                        "is kept by the platform")
                .require(CleanText.isClean(patch), side, "must not hold U+0000 or half of a surrogate pair")
                .require(JsonValues.isFinite(patch), side, "holds a number that is too large")
                .require(
                        JsonValues.depth(patch) <= limits.maxDepth(),
                        side,
                        "is nested deeper than " + limits.maxDepth() + " levels")
                .orRefuse();
    }

    /**
     * Checks a side after a patch was merged.
     *
     * @throws StateTooLarge if it has grown over a limit
     */
    public void checkSize(String side, State state) {
        if (JsonValues.size(state.values()) > limits.maxBytes()) {
            throw StateTooLarge.inBytes(side, limits.maxBytes());
        }
        if (JsonValues.keys(state.values()) > limits.maxKeys()) {
            throw StateTooLarge.inKeys(side, limits.maxKeys());
        }
    }

    /**
     * Checks that policies are given to what is desired.
     *
     * @throws io.muster.kit.problem.InvalidRequest if one is not
     */
    public void checkPolicies(Map<String, @Nullable Policy> policies, Shadow after) {
        FieldChecks checks = new FieldChecks();
        policies.forEach((name, policy) -> checks.require(
                policy == null || after.policies().containsKey(name), "policy." + name, "is not desired"));
        checks.orRefuse();
    }

    /** Reasons of a device as they can be kept: cut where they are too long, and without what nobody can see. */
    public Map<String, @Nullable String> reasons(Map<String, @Nullable String> said) {
        Map<String, @Nullable String> kept = new LinkedHashMap<>();
        said.forEach((name, reason) ->
                kept.put(name, reason == null ? null : CleanText.cut(CleanText.prose(reason), limits.maxReason())));
        return kept;
    }

    /** How many removed keys of a side are remembered. */
    public int removals() {
        return limits.maxKeys();
    }
}
