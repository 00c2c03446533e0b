package io.muster.command.batch;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.batch.Turns.Given;
import io.muster.command.dispatch.DeviceConditions;
import io.muster.command.dispatch.Dispatcher;
import io.muster.command.execution.Execution;
import io.muster.command.execution.Executions;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Gives out what batches hold back, some at a time: sends it to those who are there, and leaves the rest to the dispatcher.
 * Those who are away get theirs when they come, and take nothing of the pace. All of its memory is in rows: one that dies gives everything back with its transaction.
 */
@ApplicationScoped
public class Pacer {

    /** So many more are looked at than may be given out: some of their devices are away. */
    private static final int BEYOND = 100;

    /**
     * What came of a round.
     *
     * @param due whether the dispatcher has something to do with
     * @param next when there may be more to do
     */
    public record Round(boolean due, Next next) {

        /** When there may be more to do. */
        public enum Next {
            /** There is: more that takes nothing of the pace. */
            AT_ONCE,
            AFTER_INTERVAL,
            /** No batch holds anything. */
            WHEN_ORDERED
        }

        private static final Round OVER = new Round(false, Next.WHEN_ORDERED);
        private static final Round LATER = new Round(false, Next.AFTER_INTERVAL);
    }

    private final Turns turns;
    private final Executions executions;
    private final DeviceConditions conditions;
    private final Dispatcher dispatcher;
    private final PacingSettings settings;
    private final Clock clock = Clock.systemUTC();

    Pacer(
            Turns turns,
            Executions executions,
            DeviceConditions conditions,
            Dispatcher dispatcher,
            PacingSettings settings) {
        this.turns = turns;
        this.executions = executions;
        this.conditions = conditions;
        this.dispatcher = dispatcher;
        this.settings = settings;
    }

    /** Gives out what may be given out now, unless another replica is doing so. */
    @WithTransaction
    public Uni<Round> round() {
        return turns.all().chain(waiting -> waiting.isEmpty() ? done(Round.OVER) : lead());
    }

    /** What was read before may have been given out by another replica meanwhile. */
    private Uni<Round> lead() {
        return turns.lead().chain(leads -> leads ? turns.all().chain(waiting -> round(waiting)) : done(Round.LATER));
    }

    private Uni<Round> round(List<Turn> waiting) {
        Instant now = clock.instant();
        Set<String> owners = waiting.stream().map(Turn::workspace).collect(Collectors.toSet());
        owners.add(Turns.ALL);
        return turns.buckets(owners)
                .map(known -> new Allowance(waiting, known, settings, now))
                .chain(allowance -> turns.waiting(now, settings.waiting())
                        .map(unsent -> allowance.shares(settings.waiting() - unsent))
                        .chain(shares -> shares.isEmpty() ? done(Round.LATER) : give(shares, allowance, now)));
    }

    private Uni<Round> give(Map<String, Integer> shares, Allowance allowance, Instant now) {
        Map<String, Integer> limits = new HashMap<>();
        shares.forEach((batch, share) -> limits.put(batch, share + BEYOND));
        return turns.next(limits)
                .chain(found -> portion(found, shares, now))
                .call(portion -> keep(portion, allowance))
                .call(portion -> turns.end(limits.keySet().stream()
                        .filter(batch -> portion.looked(batch) < limits.get(batch))
                        .collect(Collectors.toSet())))
                .map(portion -> new Round(portion.isForDispatcher(), next(portion, limits)));
    }

    private Uni<Portion> portion(List<Execution> found, Map<String, Integer> shares, Instant now) {
        Set<String> devices = found.stream().map(Execution::device).collect(Collectors.toSet());
        return conditions.of(devices).chain(known -> turns.engaged(devices, now).map(engaged -> {
            Portion portion = new Portion(shares, known, engaged, now);
            found.forEach(portion::add);
            return portion;
        }));
    }

    private Uni<Void> keep(Portion portion, Allowance allowance) {
        return giveToDispatcher(portion)
                .chain(() -> dispatcher.send(portion.sendable(), portion.devices()))
                .chain(() -> turns.had(allowance.batches(portion.spent()), portion.counts()))
                .chain(() -> turns.keep(allowance.owners(portion.spent())));
    }

    private Uni<Void> giveToDispatcher(Portion portion) {
        List<Given> given = portion.given();
        return given.isEmpty()
                ? Uni.createFrom().voidItem()
                : turns.give(given).chain(() -> Multi.createFrom()
                        .iterable(portion.latestOnly().entrySet())
                        .onItem()
                        .transformToUniAndConcatenate(
                                command -> executions.dueAgain(command.getValue(), command.getKey(), portion.now()))
                        .collect()
                        .last());
    }

    private static Round.Next next(Portion portion, Map<String, Integer> limits) {
        boolean more = limits.entrySet().stream()
                .anyMatch(limit ->
                        portion.looked(limit.getKey()) == limit.getValue() && !portion.isSpent(limit.getKey()));
        return more ? Round.Next.AT_ONCE : Round.Next.AFTER_INTERVAL;
    }

    private static Uni<Round> done(Round round) {
        return Uni.createFrom().item(round);
    }
}
