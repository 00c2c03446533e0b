package io.muster.registry.timeline;

import java.util.Map;

import io.muster.events.ShadowEvent;
import io.muster.events.ShadowEvent.DesiredChanged;
import io.muster.events.ShadowEvent.DesiredRejected;
import io.muster.events.ShadowEvent.ReportedCorrected;
import io.muster.events.ShadowEvent.ShadowConverged;

/** What a shadow's event means in the life of its device. */
final class ShadowOccurrence {

    private ShadowOccurrence() {}

    static String type(ShadowEvent event) {
        if (event instanceof DesiredChanged) {
            return "shadow-changed";
        }
        if (event instanceof DesiredRejected) {
            return "shadow-rejected";
        }
        if (event instanceof ReportedCorrected) {
            return "shadow-corrected";
        }
        return event instanceof ShadowConverged ? "shadow-converged" : "shadow-diverged";
    }

    static Map<String, Object> detail(ShadowEvent event) {
        return Occurrences.details(
                "pending",
                event.pending(),
                "name",
                event.name(),
                "actor",
                event instanceof DesiredChanged change
                        ? change.actor()
                        : event instanceof ReportedCorrected correction ? correction.actor() : null,
                "rejected",
                event instanceof DesiredRejected refusal ? refusal.rejected() : null);
    }
}
