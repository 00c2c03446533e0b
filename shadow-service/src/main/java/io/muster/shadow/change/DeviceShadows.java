package io.muster.shadow.change;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.Refusal;
import io.muster.kit.trace.Subject;
import io.muster.shadow.delivery.DeviceLine;
import io.muster.shadow.document.Layers;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.document.StateRules;
import io.muster.shadow.history.ShadowHistory;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads and changes shadows: people say what is desired, the device what is reported. */
@ApplicationScoped
public class DeviceShadows {

    private static final Logger LOG = Logger.getLogger(DeviceShadows.class);

    private final Shadows shadows;
    private final ShadowHistory history;
    private final StateRules rules;
    private final DeviceLine line;
    private final Clock clock = Clock.systemUTC();

    DeviceShadows(Shadows shadows, ShadowHistory history, StateRules rules, DeviceLine line) {
        this.shadows = shadows;
        this.history = history;
        this.rules = rules;
        this.line = line;
    }

    public Uni<Shadow> read(ShadowId id) {
        return shadows.find(id);
    }

    /** The device's named shadows, by name. */
    public Uni<List<Shadow>> named(String workspace, String device) {
        return shadows.named(workspace, device);
    }

    /** Sends the device its whole shadow. It has just asked, so nothing is said of whether it listens. */
    public Uni<Void> show(ShadowId id) {
        return shadows.find(id).chain(line::sendDocument);
    }

    /** Merges a patch into what is desired, unless the shadow is not the expected one; the shadow after it. */
    public Uni<Shadow> desire(ShadowId id, Wish wish, ExpectedVersion expected, Author author) {
        return wish.mayUncover()
                ? changeLayered(
                        id, expected, (before, layers) -> before.desire(wish, layers, rules, author, clock.instant()))
                : change(id, expected, before -> before.desire(wish, rules, author, clock.instant()));
    }

    /** Desires this and nothing else, unless the shadow is not the expected one; the shadow after it. */
    public Uni<Shadow> replace(ShadowId id, Wish wish, ExpectedVersion expected, Author author) {
        return changeLayered(
                id, expected, (before, layers) -> before.replace(wish, layers, rules, author, clock.instant()));
    }

    /**
     * Desires what was desired in an earlier version, with the policies that it had then, unless the shadow is not the
     * expected one; the shadow after it. Fails with {@link io.muster.shadow.history.VersionNotKept}.
     */
    public Uni<Shadow> revert(ShadowId id, long version, ExpectedVersion expected, Author author) {
        return history.version(id, version)
                .map(past -> new Wish(past.desired(), past.policies()))
                .chain(wish -> changeLayered(
                        id, expected, (before, layers) -> before.revert(wish, layers, rules, author, clock.instant())));
    }

    /** Withdraws all that was said of both sides, unless the shadow is not the expected one; the shadow after it. */
    public Uni<Shadow> clear(ShadowId id, ExpectedVersion expected, Author author) {
        return changeLayered(id, expected, (before, layers) -> before.clear(layers, rules, author, clock.instant()));
    }

    /** Merges a patch into what is reported, in the device's place; the shadow after it. */
    public Uni<Shadow> correct(
            ShadowId id, Map<String, @Nullable Object> patch, ExpectedVersion expected, Author author) {
        return change(id, expected, before -> before.report(Report.of(patch), rules, author, clock.instant()));
    }

    /** Takes in what the device says, or somebody in its place, and fails if it cannot be taken; the shadow after it. */
    public Uni<Shadow> take(ShadowId id, Report report, Author author) {
        return change(id, ExpectedVersion.ANY, before -> before.report(report, rules, author, clock.instant()));
    }

    /** Merges what the device reports, in order. A report that cannot be taken is left out: nobody waits for a no. */
    public Uni<Void> report(ShadowId id, List<Report> reports) {
        return reportAll(id, reports, Author.device(id.device()));
    }

    /** Merges what is known of the device from elsewhere, as {@link #report} does. */
    public Uni<Void> derive(ShadowId id, List<Report> reports) {
        return reportAll(id, reports, Author.derived());
    }

    private Uni<Void> reportAll(ShadowId id, List<Report> reports, Author author) {
        return shadows.update(id, before -> afterAll(reports, before, author)).replaceWithVoid();
    }

    private Uni<Shadow> change(ShadowId id, ExpectedVersion expected, UnaryOperator<ShadowChange> step) {
        return shadows.update(id, before -> {
            expected.check(before.shadow().version());
            return step.apply(before);
        });
    }

    private Uni<Shadow> changeLayered(
            ShadowId id, ExpectedVersion expected, BiFunction<ShadowChange, Layers, ShadowChange> step) {
        return shadows.updateLayered(id, (before, layers) -> {
            expected.check(before.shadow().version());
            return step.apply(before, layers);
        });
    }

    private ShadowChange afterAll(List<Report> reports, ShadowChange before, Author author) {
        ShadowId id = before.shadow().id();
        ShadowChange change = before;
        for (Report report : reports) {
            try {
                new ExpectedVersion(null, report.version())
                        .check(change.shadow().version());
                change = change.report(report, rules, author, clock.instant());
            } catch (ShadowRefusal.VersionConflict stale) {
                // The same delta is not sent with each new version; without one the device could not know this one.
                change = change.askAgain();
            } catch (Refusal refusal) {
                Subject.of(id.workspace(), id.device())
                        .during(() -> LOG.infof(
                                "report ignored workspace=%s device=%s name=%s reason=%s",
                                id.workspace(), id.device(), id.name(), refusal.code()));
            }
        }
        return change;
    }
}
