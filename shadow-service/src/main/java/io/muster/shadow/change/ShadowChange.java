package io.muster.shadow.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.muster.events.ShadowEvent;
import io.muster.events.ShadowEvent.DesiredChanged;
import io.muster.events.ShadowEvent.ShadowConverged;
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

    ShadowChange desire(Map<String, @Nullable Object> patch, StateRules rules, Instant at) {
        rules.checkPatch("desired", patch);
        Shadow after = shadow.desire(patch, at);
        rules.checkSize("desired", after.desired().state());
        return after == shadow
                ? this
                : to(
                        after,
                        new DesiredChanged(after.version(), after.workspace(), after.device(), after.isPending(), at));
    }

    ShadowChange report(Map<String, @Nullable Object> patch, StateRules rules, Instant at) {
        rules.checkPatch("reported", patch);
        Shadow after = shadow.report(patch, at);
        State reported = after.reported().state();
        rules.checkSize("reported", reported);
        boolean converged = shadow.isPending() && !after.isPending();
        return converged
                ? to(after, new ShadowConverged(after.version(), after.workspace(), after.device(), false, at))
                : new ShadowChange(after, events);
    }

    private ShadowChange to(Shadow after, ShadowEvent event) {
        List<ShadowEvent> more = new ArrayList<>(events);
        more.add(event);
        return new ShadowChange(after, more);
    }
}
