package io.muster.command.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.DeviceLines;
import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState.Open;
import io.muster.command.execution.ExecutionState.Unanswered;
import io.muster.command.execution.Executions;
import io.muster.command.execution.Ledger;
import io.muster.command.execution.Ledger.Change;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Changes what is open for a device when the device changes, each time in one transaction. */
@ApplicationScoped
class DeviceWatch {

    private final Executions executions;
    private final DeviceLines lines;
    private final DeviceConditions conditions;
    private final Ledger ledger;
    private final DispatchSettings settings;
    private final Clock clock = Clock.systemUTC();

    DeviceWatch(
            Executions executions,
            DeviceLines lines,
            DeviceConditions conditions,
            Ledger ledger,
            DispatchSettings settings) {
        this.executions = executions;
        this.lines = lines;
        this.conditions = conditions;
        this.ledger = ledger;
        this.settings = settings;
    }

    /**
     * The devices hear us in these sessions. Holding their lines, we cannot slip between a dispatcher's look at a device
     * and its decision to hold the command.
     */
    @WithTransaction
    Uni<Void> listen(Map<String, Long> sessions) {
        Instant now = clock.instant();
        return lines.lock(sessions.keySet())
                .chain(() -> conditions.releaseQueued(sessions.keySet(), now))
                .chain(() -> conditions.releaseUnanswered(sessions, settings.maxAttempts(), now));
    }

    /** The devices may be talked to, as far as the registry is concerned. Says whether anything waited for that. */
    @WithTransaction
    Uni<Boolean> opens(Set<String> devices) {
        return lines.lock(devices)
                .chain(() -> conditions.releaseQueued(devices, clock.instant()))
                .map(released -> released > 0);
    }

    /**
     * Rejects what is open for a device that is not talked to any more; one that is deleted will not answer any more
     * either. What is known of the device now decides: the word that was heard may be an old one.
     */
    @WithTransaction
    Uni<Void> closes(String device) {
        Instant now = clock.instant();
        return lines.lock(Set.of(device))
                .chain(() -> conditions.of(Set.of(device)))
                .chain(known -> executions
                        .openOf(device)
                        .chain(open -> ledger.record(
                                known.values().stream()
                                        .flatMap(condition -> rejections(open, condition, now).stream())
                                        .toList(),
                                now)));
    }

    private static List<Change> rejections(List<Execution> open, DeviceCondition device, Instant now) {
        return device.closure()
                .map(why -> rejections(open, why, device.status().equals(DeviceCondition.DELETED), now))
                .orElse(List.of());
    }

    private static List<Change> rejections(List<Execution> open, String why, boolean deleted, Instant now) {
        return open.stream()
                .filter(execution -> deleted || execution.state() instanceof Unanswered)
                .filter(execution -> execution.state() instanceof Open)
                .map(before -> new Change(before, before.with(((Open) before.state()).rejected(why), now, now)))
                .toList();
    }
}
