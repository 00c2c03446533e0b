package io.muster.command.execution;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.CommandRefusal.CommandUnknown;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Tells what became of commands, for as long as that is kept. */
@ApplicationScoped
public class CommandHistory {

    private final Executions executions;
    private final CommandSettings settings;
    private final Clock clock = Clock.systemUTC();

    CommandHistory(Executions executions, CommandSettings settings) {
        this.executions = executions;
        this.settings = settings;
    }

    /** Fails with {@link CommandUnknown}. */
    @WithTransaction
    public Uni<Execution> execution(String workspace, String id) {
        return executions.find(workspace, id).onItem().ifNull().failWith(() -> new CommandUnknown(id));
    }

    /** What has happened to an execution, from the order on. */
    @WithTransaction
    public Uni<List<Step>> steps(Execution execution) {
        Step ordered = Step.ordered(execution.createdAt());
        return executions.stepsOf(execution.id()).map(steps -> Stream.concat(Stream.of(ordered), steps.stream())
                .toList());
    }

    /** Newest first. */
    @WithTransaction
    public Uni<Page<Execution>> ofDevice(String workspace, String device, PageRequest page) {
        return executions.ofDevice(workspace, device, page);
    }

    /** Removes what has been kept long enough, part after part, each a transaction of its own. */
    public Uni<Void> forget() {
        return forgetSome()
                .repeat()
                .whilst(removed -> removed == settings.removalBatch())
                .collect()
                .last()
                .replaceWithVoid();
    }

    @WithTransaction
    Uni<Integer> forgetSome() {
        return executions.removeFinished(clock.instant().minus(settings.retention()), settings.removalBatch());
    }
}
