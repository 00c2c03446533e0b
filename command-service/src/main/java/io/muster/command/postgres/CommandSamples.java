package io.muster.command.postgres;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Tags;
import io.muster.command.execution.Stage;
import io.muster.command.rollout.RolloutState.Name;
import io.muster.kit.sample.Sample;
import io.muster.kit.sample.SampledGauge;

/** What the metrics say of commands and rollouts that are not finished. How many came into each state, the outbox counts. */
@Dependent
class CommandSamples {

    private static final String OPEN =
            "select stage as value from execution where due_at is not null order by due_at limit $1";
    private static final String LATE =
            """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(due_at)), 0)
            from (select due_at from execution where due_at <= now() order by due_at limit $1) as late
            """;
    private static final String UNFINISHED =
            "select state as value from rollout where look_at is not null order by look_at limit $1";

    @Produces
    @Singleton
    static Sample open() {
        SortedMap<String, SampledGauge> stages = new TreeMap<>();
        Stream.of(Stage.values())
                .filter(Stage::isOpen)
                .forEach(stage -> stages.put(
                        stage.name(),
                        new SampledGauge(
                                "muster.commands.open",
                                "commands",
                                Tags.of("state", stage.word()),
                                "Commands that are not finished, by their state")));
        return Sample.counts(OPEN, stages);
    }

    @Produces
    @Singleton
    static Sample late() {
        return new Sample(
                LATE,
                new SampledGauge("muster.commands.due", "commands", "Commands that the dispatcher has to look at now"),
                new SampledGauge("muster.commands.lateness", "seconds", "How long the first of them has been due"));
    }

    @Produces
    @Singleton
    static Sample rollouts() {
        SortedMap<String, SampledGauge> states = new TreeMap<>();
        Stream.of(Name.SCHEDULED, Name.RUNNING, Name.PAUSED, Name.AWAITING_APPROVAL)
                .forEach(state -> states.put(
                        state.name(),
                        new SampledGauge(
                                "muster.rollouts.unfinished",
                                "rollouts",
                                Tags.of("state", state.name().toLowerCase(Locale.ROOT)),
                                "Rollouts that are not finished, by their state")));
        return Sample.counts(UNFINISHED, states);
    }
}
