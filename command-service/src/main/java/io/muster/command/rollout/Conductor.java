package io.muster.command.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.muster.command.rollout.RolloutState.Active;
import io.muster.command.rollout.RolloutState.AwaitingApproval;
import io.muster.command.rollout.RolloutState.Running;
import io.muster.command.rollout.RolloutState.Scheduled;

/**
 * Decides how a rollout goes on. It knows no time and keeps nothing: the same plan, state, progress and moment give the
 * same decision, whoever asks.
 */
final class Conductor {

    private final Plan plan;

    Conductor(Plan plan) {
        this.plan = plan;
    }

    Decision next(RolloutState state, Progress progress, Instant now) {
        if (state instanceof Scheduled scheduled) {
            return now.isBefore(scheduled.start())
                    ? new Decision(state, List.of())
                    : new Decision(scheduled.started(), List.of(new Act.Enlist()));
        }
        if (!(state instanceof Running || state instanceof AwaitingApproval)) {
            return new Decision(state, List.of());
        }
        Active active = (Active) state;
        Optional<String> verdict = verdict(active, progress);
        if (verdict.isPresent()) {
            return new Decision(active.aborted(verdict.get()), takeBack(progress));
        }
        List<Act> acts = new ArrayList<>(byTheClock(progress, now));
        return active instanceof Running running ? goOn(running, progress, acts) : new Decision(active, acts);
    }

    /** Nobody else gets it; whoever has it goes on. */
    static List<Act> hold(Progress progress) {
        return progress.portions().stream()
                .filter(portion -> portion.isUnderway() && !portion.held())
                .<Act>map(Act.Hold::new)
                .toList();
    }

    static List<Act> takeBack(Progress progress) {
        return progress.portions().stream()
                .filter(Portion::isUnderway)
                .<Act>map(Act.TakeBack::new)
                .toList();
    }

    /** The wave after those that have begun. */
    static Decision begin(Running next) {
        return new Decision(next, List.of(new Act.Begin(next.waves())));
    }

    private Decision goOn(Running running, Progress progress, List<Act> acts) {
        int wave = running.waves();
        boolean mayGoOn = wave == 0 || plan.gates().isOpen(progress.of(wave));
        if (!progress.isLast(wave) && mayGoOn) {
            return plan.approval() && wave > 0
                    ? new Decision(running.awaitingApproval(), acts)
                    : with(acts, begin(running.nextWave()));
        }
        if (plan.continuous()) {
            if (progress.newcomersAwaited()) {
                acts.addAll(takeIn(wave, progress));
            }
            return new Decision(running, acts);
        }
        return progress.isLast(wave) && progress.isEnded()
                ? new Decision(running.succeeded(), acts)
                : new Decision(running, acts);
    }

    private static List<Act> takeIn(int wave, Progress progress) {
        return wave > 0 && progress.isLast(wave)
                ? List.of(new Act.Enlist(), new Act.Begin(wave))
                : List.of(new Act.Enlist());
    }

    private Optional<String> verdict(Active state, Progress progress) {
        Stream<Optional<String>> abort = IntStream.rangeClosed(1, state.waves())
                .mapToObj(wave -> plan.gates().verdict(progress.of(wave)).map(why -> said(wave, why)));
        Stream<Optional<String>> shortfall = state instanceof Running
                        && state.waves() > 0
                        && !staysOpen(state, progress)
                ? Stream.of(plan.gates().shortfall(progress.of(state.waves())).map(why -> said(state.waves(), why)))
                : Stream.of();
        return Stream.concat(abort, shortfall).flatMap(Optional::stream).findFirst();
    }

    /** Others may join the wave and make good what lacks. */
    private boolean staysOpen(Active state, Progress progress) {
        return plan.continuous() && progress.isLast(state.waves());
    }

    private List<Act> byTheClock(Progress progress, Instant now) {
        return progress.portions().stream()
                .flatMap(portion -> byTheClock(portion, isOpen(portion, now)))
                .toList();
    }

    private static Stream<Act> byTheClock(Portion portion, boolean open) {
        if (!portion.isOrdered()) {
            return open ? Stream.of(new Act.Open(portion)) : Stream.of();
        }
        if (!portion.isUnderway() || portion.held() != open) {
            return Stream.of();
        }
        return Stream.of(open ? new Act.Release(portion) : new Act.Hold(portion));
    }

    private boolean isOpen(Portion portion, Instant now) {
        Window window = plan.window();
        return window == null || window.isOpen(now, portion.zone());
    }

    private static String said(int wave, String why) {
        return "wave " + wave + ": " + why;
    }

    private static Decision with(List<Act> acts, Decision decision) {
        return new Decision(
                decision.state(),
                Stream.concat(acts.stream(), decision.acts().stream()).toList());
    }
}
