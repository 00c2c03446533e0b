package io.muster.command.rollout;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.muster.command.execution.CommandOrder;
import io.muster.kit.problem.FieldChecks;

/**
 * A command on its way to many devices, wave by wave.
 *
 * @param name for people; may be empty
 * @param order what each device gets
 * @param wanted the plan as it was asked for
 * @param history its last steps, the oldest first
 * @param enlisted how many devices there were before the first wave
 * @param enlistedAt when the target was last looked at
 */
public record Rollout(
        String id,
        String name,
        CommandOrder order,
        Target target,
        WantedPlan wanted,
        RolloutState state,
        List<RolloutStep> history,
        long enlisted,
        Instant enlistedAt,
        Instant createdAt,
        Instant updatedAt) {

    /** Who pauses and resumes all day long does not make a row grow. */
    private static final int STEPS = 100;

    public Rollout {
        history = List.copyOf(history);
    }

    public Plan plan() {
        return new PlanReader(new FieldChecks(), Integer.MAX_VALUE).read(wanted);
    }

    /** Into how many waves its devices fall, as far as they are known. */
    public List<Wave> waves() {
        return Wave.of(plan().waves(), enlisted);
    }

    public boolean isOver() {
        return !(state instanceof RolloutState.Unfinished);
    }

    /** @param by the person; empty if it came by itself */
    Rollout moved(RolloutState to, String by, Instant now) {
        if (to.equals(state)) {
            return this;
        }
        RolloutStep step = new RolloutStep(now, to.name(), to.waves(), to.reason(), by);
        List<RolloutStep> steps =
                Stream.concat(history.stream(), Stream.of(step)).toList();
        List<RolloutStep> last = steps.subList(Math.max(0, steps.size() - STEPS), steps.size());
        return new Rollout(id, name, order, target, wanted, to, last, enlisted, enlistedAt, createdAt, now);
    }

    /** Those who come after its first wave has begun join the last one: they change the size of none. */
    Rollout enlisted(long devices, Instant now) {
        long counted = state.waves() == 0 ? devices : enlisted;
        return new Rollout(id, name, order, target, wanted, state, history, counted, now, createdAt, updatedAt);
    }
}
