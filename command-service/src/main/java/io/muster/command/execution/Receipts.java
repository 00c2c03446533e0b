package io.muster.command.execution;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.ExecutionState.Sent;
import io.muster.command.execution.Ledger.Change;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * Takes in that commands have arrived. A device that has answered by then is not asked for more: its commands are passed
 * over, so that who answers fast pays nothing for this.
 */
@ApplicationScoped
public class Receipts {

    private final Executions executions;
    private final DeviceLines lines;
    private final Ledger ledger;
    private final Clock clock = Clock.systemUTC();

    Receipts(Executions executions, DeviceLines lines, Ledger ledger) {
        this.executions = executions;
        this.lines = lines;
        this.ledger = ledger;
    }

    /** Takes all of them in one transaction; doing it again changes nothing. */
    @WithTransaction
    public Uni<Void> take(List<Receipt> receipts) {
        Map<String, Receipt> byId = receipts.stream()
                .collect(Collectors.toMap(Receipt::commandId, Function.identity(), (one, again) -> one));
        return executions.undelivered(byId.keySet()).chain(known -> {
            List<Execution> open = known.stream()
                    .filter(execution -> isOf(execution, byId.get(execution.id())))
                    .toList();
            return open.isEmpty() ? Uni.createFrom().voidItem() : deliver(open);
        });
    }

    /** What is queued still, is being sent at this moment by somebody who holds the line. */
    private Uni<Void> deliver(List<Execution> open) {
        Set<String> devices = open.stream().map(Execution::device).collect(Collectors.toSet());
        return lines.lock(devices)
                .chain(() ->
                        executions.undelivered(open.stream().map(Execution::id).toList()))
                .chain(current -> {
                    Instant now = clock.instant();
                    return ledger.record(
                            current.stream()
                                    .flatMap(execution -> delivered(execution, now))
                                    .toList(),
                            now);
                });
    }

    private static Stream<Change> delivered(Execution execution, Instant now) {
        return execution.state() instanceof Sent sent
                ? Stream.of(new Change(execution, execution.delivered(sent, now)))
                : Stream.empty();
    }

    private static boolean isOf(Execution execution, Receipt receipt) {
        return execution.device().equals(receipt.device())
                && execution.workspace().equals(receipt.workspace());
    }
}
