package io.muster.command.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.DeviceLines;
import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState.Dispatched;
import io.muster.command.execution.ExecutionState.Sent;
import io.muster.command.execution.ExecutionState.Unanswered;
import io.muster.command.execution.Executions;
import io.muster.command.execution.Ledger;
import io.muster.command.execution.Ledger.Change;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * Gives commands to a device that asks for them because it cannot listen. It gets the oldest one again until it has said
 * something about it: an answer of ours may be lost on its way, too.
 */
@ApplicationScoped
public class CommandPoll {

    /** The newest of them is there when all before have just been replaced. */
    private static final int LOOKED_AT = 10;

    private final Executions executions;
    private final DeviceLines lines;
    private final DeviceConditions conditions;
    private final Ledger ledger;
    private final DispatchSettings settings;
    private final Clock clock = Clock.systemUTC();

    CommandPoll(
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
     * What the device is to do next, which counts as sent from now on; empty if there is nothing. To ask again within
     * the time after which a silent device is sent a command again does not count as another attempt.
     *
     * @param device the {@code id}
     */
    @WithTransaction
    public Uni<Optional<Execution>> next(String device) {
        // Most that ask get nothing: they need not wait for whoever holds the line.
        return executions
                .unanswered(device, clock.instant(), LOOKED_AT)
                .chain(open -> open.isEmpty() ? Uni.createFrom().item(Optional.empty()) : choose(device));
    }

    private Uni<Optional<Execution>> choose(String device) {
        Set<String> line = Set.of(device);
        return lines.lock(line)
                .chain(() -> conditions.of(line))
                .map(known -> Objects.requireNonNull(known.get(device)))
                .chain(condition -> executions
                        .unanswered(device, clock.instant(), LOOKED_AT)
                        .chain(open -> executions.replaced(line).map(replaced -> first(open, condition, replaced)))
                        .chain(found -> found.isEmpty() ? Uni.createFrom().item(found) : give(found.get(), condition)));
    }

    private static Optional<Execution> first(
            List<Execution> open, DeviceCondition device, Map<String, String> replaced) {
        return open.stream()
                .filter(execution -> device.mayFetch(execution) && !replaced.containsKey(execution.id()))
                .findFirst();
    }

    private Uni<Optional<Execution>> give(Execution execution, DeviceCondition device) {
        Instant now = clock.instant();
        boolean justGiven = execution.state() instanceof Dispatched
                && now.isBefore(execution.updatedAt().plus(settings.retry()));
        if (justGiven) {
            return Uni.createFrom().item(Optional.of(execution));
        }
        // Of one that does not hear it on its connection, the time to answer must not wait for that.
        long session = device.route(execution).isPresent() ? device.session() : Dispatched.FETCHED;
        Sent sent = ((Unanswered) execution.state()).sent(session, now.plus(execution.timeout()));
        Execution given = execution.with(sent, sent.deadline(), now);
        return ledger.record(List.of(new Change(execution, given)), now).replaceWith(Optional.of(given));
    }
}
