package io.muster.command.rollout;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.catalogue.Catalogue;
import io.muster.command.dryrun.DryRun;
import io.muster.command.dryrun.Forecast;
import io.muster.command.execution.CommandOrder;
import io.muster.kit.Ids;
import io.muster.kit.json.CleanText;
import io.muster.kit.problem.FieldChecks;
import io.smallrye.mutiny.Uni;

/** Takes rollouts that somebody asks for. */
@ApplicationScoped
public class RolloutOrders {

    private static final int LONGEST_NAME = 200;

    private final RolloutTargets targets;
    private final Catalogue catalogue;
    private final RolloutBook book;
    private final DryRun forecasts;
    private final RolloutSettings settings;
    private final Clock clock = Clock.systemUTC();

    RolloutOrders(
            RolloutTargets targets, Catalogue catalogue, RolloutBook book, DryRun forecasts, RolloutSettings settings) {
        this.targets = targets;
        this.catalogue = catalogue;
        this.book = book;
        this.forecasts = forecasts;
        this.settings = settings;
    }

    /**
     * Fails with {@link io.muster.kit.problem.InvalidRequest} naming each wrong field, and with {@link RolloutRefusal}.
     */
    public Uni<Rollout> order(CommandOrder order, WantedRollout wanted) {
        Instant now = clock.instant();
        Instant start = checked(wanted, now);
        WantedTarget target = Objects.requireNonNull(wanted.target());
        return targets.audience(order.workspace(), target)
                .call(audience -> catalogue.check(order.workspace(), order.command(), order.parameters(), audience))
                .chain(audience -> book.add(rollout(order, wanted, audience, start, now), audience, start));
    }

    /** What would come of it if it started now. Fails as {@link #order} does, but for devices that are not known. */
    public Uni<Forecast> dryRun(CommandOrder order, WantedRollout wanted) {
        checked(wanted, clock.instant());
        WantedTarget target = Objects.requireNonNull(wanted.target());
        Plan plan = new PlanReader(new FieldChecks(), settings.waves()).read(wanted.plan());
        if (target.group() != null) {
            return forecasts.ofGroup(order, target.group(), plan::timeFor);
        }
        return target.query() == null
                ? forecasts.ofListed(
                        order,
                        Objects.requireNonNull(target.deviceIds()).stream()
                                .distinct()
                                .toList(),
                        plan::timeFor)
                : forecasts.ofMatching(order, target.query(), plan::timeFor);
    }

    private Instant checked(WantedRollout wanted, Instant now) {
        FieldChecks checks = new FieldChecks();
        Plan plan = new PlanReader(checks, settings.waves()).read(wanted.plan());
        RolloutTargets.check(checks, wanted.target(), plan.continuous(), targets.limit());
        String name = name(wanted);
        checks.require(
                name.length() <= LONGEST_NAME && CleanText.isClean(name),
                "name",
                "must not have more than " + LONGEST_NAME + " characters, nor U+0000 or half a character");
        Instant start = start(wanted, now, checks);
        checks.orRefuse();
        return start;
    }

    /** What should have begun begins at once. */
    private Instant start(WantedRollout wanted, Instant now, FieldChecks checks) {
        try {
            Instant start = wanted.startAt() == null ? now : Instant.parse(wanted.startAt());
            checks.require(
                    !start.isAfter(now.plus(settings.latestStart())),
                    "startAt",
                    "must be within " + settings.latestStart().toDays() + " days");
            return start.isBefore(now) ? now : start;
        } catch (DateTimeException e) {
            checks.require(false, "startAt", "must be a time such as '2026-01-31T12:00:00Z'");
            return now;
        }
    }

    private static Rollout rollout(
            CommandOrder order, WantedRollout wanted, Audience audience, Instant start, Instant now) {
        RolloutState state = new RolloutState.Scheduled(start);
        return new Rollout(
                Ids.next("rol"),
                name(wanted),
                order,
                RolloutTargets.target(audience),
                wanted.plan(),
                state,
                List.of(new RolloutStep(now, state.name(), 0, "", order.by())),
                0,
                now,
                now,
                now);
    }

    private static String name(WantedRollout wanted) {
        return Objects.requireNonNullElse(wanted.name(), "");
    }
}
