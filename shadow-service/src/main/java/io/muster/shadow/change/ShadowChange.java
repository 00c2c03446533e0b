package io.muster.shadow.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.events.ShadowEvent;
import io.muster.events.ShadowEvent.DesiredChanged;
import io.muster.events.ShadowEvent.ShadowConverged;
import io.muster.shadow.document.Policy;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.State;
import io.muster.shadow.document.StateRules;
import org.jspecify.annotations.Nullable;

/**
 * A shadow on its way from one state to the next, and what there is to say about it.
 *
 * @param events one for each step that others want to know of, each with the version that it led to
 */
public record ShadowChange(Shadow shadow, List<ShadowEvent> events) {

    public ShadowChange {
        events = List.copyOf(events);
    }

    /** Nothing has changed yet. */
    public static ShadowChange of(Shadow shadow) {
        return new ShadowChange(shadow, List.of());
    }

    /** After a merge patch of what is desired. */
    ShadowChange desire(Wish wish, StateRules rules, Author author, Instant at) {
        rules.checkPatch("desired", wish.desired());
        return wanted(shadow.desire(wish.desired(), wish.policies(), author.source(), at), wish, rules, at);
    }

    /** After something else is desired altogether. */
    ShadowChange replace(Wish wish, StateRules rules, Author author, Instant at) {
        rules.checkPatch("desired", wish.desired());
        Map<String, @Nullable Object> values = State.EMPTY.merge(wish.desired()).values();
        Map<String, Policy> policies = new HashMap<>();
        wish.policies().forEach((name, policy) -> {
            if (policy != null) {
                policies.put(name, policy);
            }
        });
        return wanted(shadow.replace(values, policies, author.source(), at), wish, rules, at);
    }

    /** After all that was said is withdrawn. */
    ShadowChange clear(Author author, Instant at) {
        return desired(shadow.clear(author.source(), at), at);
    }

    /** After the device's word, or a word in its place. */
    ShadowChange report(Report report, StateRules rules, Author author, Instant at) {
        rules.checkPatch("reported", report.patch());
        rules.checkReasons(report.rejected());
        Shadow after = shadow.report(report.patch(), author.source(), report.said(), at, rules.removals())
                .reject(report.rejected(), at);
        rules.checkSize("reported", after.reported().state());
        boolean converged = shadow.isPending() && !after.isPending();
        return converged
                ? to(after, new ShadowConverged(after.version(), after.workspace(), after.device(), false, at))
                : new ShadowChange(after, events);
    }

    private ShadowChange wanted(Shadow after, Wish wish, StateRules rules, Instant at) {
        rules.checkSize("desired", after.desired().state());
        rules.checkPolicies(wish.policies(), after);
        return desired(after, at);
    }

    private ShadowChange desired(Shadow after, Instant at) {
        return after.version() == shadow.version()
                ? new ShadowChange(after, events)
                : to(
                        after,
                        new DesiredChanged(after.version(), after.workspace(), after.device(), after.isPending(), at));
    }

    /** Versions of named shadows would be mistaken for those of the device's own one, and its delta for theirs. */
    private ShadowChange to(Shadow after, ShadowEvent event) {
        if (after.id().isNamed()) {
            return new ShadowChange(after, events);
        }
        List<ShadowEvent> more = new ArrayList<>(events);
        more.add(event);
        return new ShadowChange(after, more);
    }
}
