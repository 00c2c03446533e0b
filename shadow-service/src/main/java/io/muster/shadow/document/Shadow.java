package io.muster.shadow.document;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What a device says it is beside what people want it to be.
 *
 * @param version grows by one with every change of what it says; 0 while nothing was ever said
 * @param desiredVersion the version in which what is desired became what it is
 * @param policies which side stands, by the name of a desired key, where it is not {@link Policy#CLOUD_WINS}
 * @param rejected what the device will not do, by the name of a desired key
 */
public record Shadow(
        ShadowId id,
        long version,
        long desiredVersion,
        Side desired,
        Side reported,
        Map<String, Policy> policies,
        Map<String, Rejection> rejected) {

    public Shadow {
        policies = Map.copyOf(policies);
        rejected = Map.copyOf(rejected);
    }

    /** A shadow about which nothing has been said yet. */
    public static Shadow untouched(ShadowId id) {
        return untouched(id, 0);
    }

    /** The same where its name stood for something before; versions go on from that. */
    public static Shadow untouched(ShadowId id, long version) {
        return new Shadow(id, version, version, Side.EMPTY, Side.EMPTY, Map.of(), Map.of());
    }

    /** Whether neither side says anything. */
    public boolean isUntouched() {
        return desired.state().isEmpty() && reported.state().isEmpty();
    }

    public String workspace() {
        return id.workspace();
    }

    public String device() {
        return id.device();
    }

    /**
     * After a merge patch of what is desired. A policy of null is the usual one; policies for keys that are not desired
     * are left out.
     */
    public Shadow desire(
            Map<String, @Nullable Object> patch,
            Map<String, @Nullable Policy> policyPatch,
            Source source,
            Instant now) {
        return withDesired(desired.merge(patch, desired.next(now, source), now), patched(policyPatch));
    }

    /** As above, of the device itself; what the layers say of a key that is taken back comes to light with it. */
    public Shadow desire(
            Map<String, @Nullable Object> patch,
            Map<String, @Nullable Policy> policyPatch,
            Layers layers,
            Source source,
            Instant now) {
        return withDesired(ownDesired(patch, layers, source, now), patched(policyPatch));
    }

    /** After something else is desired of the device itself; what the layers say stays beneath. */
    public Shadow replace(
            Map<String, @Nullable Object> values,
            Map<String, Policy> newPolicies,
            Layers layers,
            Source source,
            Instant now) {
        return withDesired(ownDesired(patchToOwn(values), layers, source, now), newPolicies);
    }

    /** After what the layers of the device say has come beneath what is desired of it. */
    public Shadow layer(Layers layers, Instant now) {
        return withDesired(layers.beneath(desired, now), policies);
    }

    /** After all that was said of the device itself by both sides is withdrawn. */
    public Shadow clear(Layers layers, Source source, Instant now) {
        return next(
                ownDesired(patchToOwn(Map.of()), layers, source, now).rememberRemovals(0),
                reported.clear(reported.next(now, source), now),
                Map.of(),
                Map.of());
    }

    /**
     * After a merge patch of what is reported.
     *
     * @param said when; null for now. It is not later than now
     * @param removals how many removed keys are remembered, so that an older report that comes late does not bring them back
     */
    public Shadow report(
            Map<String, @Nullable Object> patch, Source source, @Nullable Instant said, Instant now, int removals) {
        Stamp stamp = said == null ? reported.next(now, source) : new Stamp(said.isBefore(now) ? said : now, source);
        return next(desired, reported.merge(patch, stamp, now).rememberRemovals(removals), policies, rejected);
    }

    /** After the device's no, by the names of keys; a no to what is not asked for is none. Null takes a no back. */
    public Shadow reject(Map<String, @Nullable String> reasons, Instant now) {
        Map<String, Rejection> all = new HashMap<>(rejected);
        reasons.forEach((name, reason) -> {
            @Nullable Rejection before = rejected.get(name);
            if (reason == null) {
                all.remove(name);
            } else if (before == null || !before.reason().equals(reason)) {
                all.put(name, new Rejection(reason, now));
            }
        });
        return next(desired, reported, policies, all);
    }

    /** What the device is still to take over. */
    public State delta() {
        return new State(new Difference(policies, rejected.keySet()).between(desired, reported));
    }

    /** Whether the device has something left to do. */
    public boolean isPending() {
        return !delta().isEmpty();
    }

    private Map<String, @Nullable Object> patchToOwn(Map<String, @Nullable Object> values) {
        return Layers.own(desired).patchTo(new State(values));
    }

    private Side ownDesired(Map<String, @Nullable Object> patch, Layers layers, Source source, Instant now) {
        Map<String, @Nullable Object> own = Layers.sparing(desired.root(), patch);
        return layers.beneath(desired.merge(own, desired.next(now, source), now), now);
    }

    private Map<String, Policy> patched(Map<String, @Nullable Policy> policyPatch) {
        Map<String, Policy> patched = new HashMap<>(policies);
        policyPatch.forEach((name, policy) -> {
            if (policy == null) {
                patched.remove(name);
            } else {
                patched.put(name, policy);
            }
        });
        return patched;
    }

    private Shadow withDesired(Side said, Map<String, Policy> newPolicies) {
        Side after = said.rememberRemovals(0);
        State values = after.state();
        Set<String> changed = KeyNames.of(desired.state().patchTo(values));
        return next(
                after,
                reported,
                kept(newPolicies, KeyNames.of(values.values())::contains),
                kept(rejected, name -> !KeyNames.touches(changed, name)));
    }

    /** A rejection holds as long as there is a difference to reject. */
    private Shadow next(
            Side newDesired, Side newReported, Map<String, Policy> newPolicies, Map<String, Rejection> newRejected) {
        Set<String> different =
                newRejected.isEmpty() ? Set.of() : KeyNames.of(Difference.WHOLE.between(newDesired, newReported));
        Map<String, Rejection> left = kept(newRejected, different::contains);
        Shadow after = new Shadow(id, version, desiredVersion, newDesired, newReported, newPolicies, left);
        if (after.saysTheSameAs(this)) {
            return after;
        }
        long next = version + 1;
        boolean asBefore = newDesired.state().isSameAs(desired.state());
        return new Shadow(id, next, asBefore ? desiredVersion : next, newDesired, newReported, newPolicies, left);
    }

    private boolean saysTheSameAs(Shadow other) {
        return desired.state().isSameAs(other.desired.state())
                && reported.state().isSameAs(other.reported.state())
                && policies.equals(other.policies)
                && rejected.equals(other.rejected)
                && delta().isSameAs(other.delta());
    }

    private static <V> Map<String, V> kept(Map<String, V> named, Predicate<String> condition) {
        Map<String, V> kept = new LinkedHashMap<>(named);
        kept.keySet().removeIf(condition.negate());
        return kept;
    }
}
