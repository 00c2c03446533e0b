package io.muster.shadow.change;

import java.time.Instant;
import java.util.Map;

import io.muster.events.ShadowEvent;
import io.muster.events.ShadowEvent.DesiredChanged;
import io.muster.events.ShadowEvent.DesiredRejected;
import io.muster.events.ShadowEvent.ReportedCorrected;
import io.muster.events.ShadowEvent.ShadowConverged;
import io.muster.events.ShadowEvent.ShadowDiverged;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowDocument;
import io.muster.shadow.document.Source;
import org.jspecify.annotations.Nullable;

/**
 * A version of a shadow and how it came to be.
 *
 * @param event what others hear of it; null for nothing
 */
public record Revision(Shadow before, Shadow after, Author author, Instant at, @Nullable ShadowEvent event) {

    /** Makes a revision of one kind of change. */
    @FunctionalInterface
    interface Kind {
        Revision revision(Shadow before, Shadow after, Author author, Instant at);
    }

    static Revision ofDesired(Shadow before, Shadow after, Author author, Instant at) {
        return new Revision(
                before,
                after,
                author,
                at,
                new DesiredChanged(
                        after.version(),
                        after.workspace(),
                        after.device(),
                        name(after),
                        after.isPending(),
                        author.name(),
                        at));
    }

    /** Whatever the device says is heard of only where it comes to what is desired, or leaves it. */
    static Revision ofReported(Shadow before, Shadow after, Author author, Instant at) {
        @Nullable
        ShadowEvent event =
                author.source() == Source.PERSON ? corrected(after, author, at) : settled(before, after, at);
        return new Revision(before, after, author, at, event);
    }

    static Revision ofRejection(Shadow before, Shadow after, Author author, Instant at) {
        Map<String, String> reasons = ShadowDocument.reasons(after);
        return new Revision(
                before,
                after,
                author,
                at,
                new DesiredRejected(
                        after.version(),
                        after.workspace(),
                        after.device(),
                        name(after),
                        after.isPending(),
                        reasons,
                        at));
    }

    private static ShadowEvent corrected(Shadow after, Author author, Instant at) {
        return new ReportedCorrected(
                after.version(), after.workspace(), after.device(), name(after), after.isPending(), author.name(), at);
    }

    private static @Nullable ShadowEvent settled(Shadow before, Shadow after, Instant at) {
        boolean pending = after.isPending();
        if (pending == before.isPending()) {
            return null;
        }
        return pending
                ? new ShadowDiverged(after.version(), after.workspace(), after.device(), name(after), true, at)
                : new ShadowConverged(after.version(), after.workspace(), after.device(), name(after), false, at);
    }

    private static @Nullable String name(Shadow shadow) {
        return shadow.id().isNamed() ? shadow.id().name() : null;
    }
}
