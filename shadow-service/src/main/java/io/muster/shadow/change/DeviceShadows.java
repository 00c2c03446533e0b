package io.muster.shadow.change;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.Refusal;
import io.muster.shadow.delivery.DeltaDispatcher;
import io.muster.shadow.delivery.DeviceLine;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.StateRules;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads and changes shadows: people say what is desired, the device what is reported. */
@ApplicationScoped
public class DeviceShadows {

    private static final Logger LOG = Logger.getLogger(DeviceShadows.class);

    private final Shadows shadows;
    private final StateRules rules;
    private final DeltaDispatcher dispatcher;
    private final DeviceLine line;
    private final Clock clock = Clock.systemUTC();

    DeviceShadows(Shadows shadows, StateRules rules, DeltaDispatcher dispatcher, DeviceLine line) {
        this.shadows = shadows;
        this.rules = rules;
        this.dispatcher = dispatcher;
        this.line = line;
    }

    public Uni<Shadow> read(String workspace, String device) {
        return shadows.find(workspace, device);
    }

    /** Sends the device its whole shadow. It has just asked, so nothing is said of whether it listens. */
    public Uni<Void> show(String workspace, String device) {
        return shadows.find(workspace, device).chain(line::sendDocument);
    }

    /** Merges a patch into what is desired, unless the shadow is not the expected one; the shadow after it. */
    public Uni<Shadow> desire(
            String workspace, String device, Map<String, @Nullable Object> patch, ExpectedVersion expected) {
        return shadows.update(workspace, device, before -> {
                    expected.check(before.shadow().version());
                    return before.desire(patch, rules, clock.instant());
                })
                .invoke(dispatcher::wakeFor);
    }

    /** Merges what the device reports, in order. A report that cannot be taken is left out: nobody waits for a no. */
    public Uni<Void> report(String workspace, String device, List<Report> reports) {
        return shadows.update(workspace, device, before -> afterAll(reports, before))
                .invoke(dispatcher::wakeFor)
                .replaceWithVoid();
    }

    private ShadowChange afterAll(List<Report> reports, ShadowChange before) {
        ShadowChange change = before;
        for (Report report : reports) {
            try {
                new ExpectedVersion(null, report.version())
                        .check(change.shadow().version());
                change = change.report(report.patch(), rules, clock.instant());
            } catch (Refusal refusal) {
                LOG.infof(
                        "report ignored workspace=%s device=%s reason=%s",
                        before.shadow().workspace(), before.shadow().device(), refusal.code());
            }
        }
        return change;
    }
}
