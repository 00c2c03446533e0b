package io.muster.command.execution;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.catalogue.Catalogue;
import io.muster.command.execution.CommandRefusal.CommandUnknown;
import io.muster.kit.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Writes orders to one device down and takes them back, each in one transaction. */
@ApplicationScoped
class OrderBook {

    private final Executions executions;
    private final DeviceLines lines;
    private final Cancellation cancellation;
    private final Catalogue catalogue;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    OrderBook(Executions executions, DeviceLines lines, Cancellation cancellation, Catalogue catalogue, Outbox outbox) {
        this.executions = executions;
        this.lines = lines;
        this.cancellation = cancellation;
        this.catalogue = catalogue;
        this.outbox = outbox;
    }

    /** Fails with {@link io.muster.kit.problem.InvalidRequest} if the device's type wants other parameters. */
    @WithTransaction
    Uni<Execution> open(CommandOrder order, String device) {
        Instant now = clock.instant();
        Audience audience = new Audience.Devices(List.of(device));
        return catalogue
                .check(order.workspace(), order.command(), order.parameters(), audience)
                .chain(() -> executions.open(order, device, now))
                .call(() -> order.delivery().latestOnly()
                        ? executions.dueAgain(Set.of(device), order.command(), now)
                        : Uni.createFrom().voidItem())
                .call(opened ->
                        outbox.append(List.of(order.queued(opened, null, now).event(opened.revision()))))
                .map(opened -> order.queued(opened, null, now));
    }

    @WithTransaction
    Uni<Execution> cancel(String workspace, String id, String by) {
        return executions
                .find(workspace, id)
                .onItem()
                .ifNull()
                .failWith(() -> new CommandUnknown(id))
                .call(found -> lines.lock(Set.of(found.device())))
                .chain(found -> executions.byIds(List.of(found.id())))
                .chain(current -> cancellation.cancel(current, by))
                .map(canceled -> canceled.get(0));
    }
}
