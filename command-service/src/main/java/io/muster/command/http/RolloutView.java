package io.muster.command.http;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.Stage;
import io.muster.command.rollout.Portion;
import io.muster.command.rollout.Progress;
import io.muster.command.rollout.Rollout;
import io.muster.command.rollout.RolloutBook.Watched;
import io.muster.command.rollout.RolloutState;
import io.muster.command.rollout.Tally;
import io.muster.command.rollout.Target;
import io.muster.command.rollout.WantedPlan;
import io.muster.command.rollout.Wave;
import io.muster.kit.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as it is answered.
 *
 * @param reason why it is where it is; missing if that needs no saying
 * @param wave how many waves have begun
 * @param devices how many it has; unknown before it starts, unless they were listed
 * @param waves missing in a list of rollouts
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RolloutView(
        String id,
        String name,
        String status,
        String reason,
        TargetView target,
        String command,
        Map<String, Object> parameters,
        long ttlSeconds,
        long timeoutSeconds,
        WantedPlan plan,
        int wave,
        long devices,
        @Nullable List<WaveView> waves,
        List<StepView> history,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** @param devices how many were listed */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TargetView(@Nullable String group, @Nullable String query, @Nullable Integer devices) {

        static TargetView of(Target target) {
            if (target instanceof Target.Group group) {
                return new TargetView(group.id(), null, null);
            }
            return target instanceof Target.Query query
                    ? new TargetView(null, query.text(), null)
                    : new TargetView(null, null, ((Target.Listed) target).devices());
        }
    }

    /**
     * @param size those who have joined a wave that has begun are counted
     * @param batches those of the wave, for {@code GET /commands/{id}}
     */
    record WaveView(int number, long size, boolean begun, Map<String, Long> states, List<String> batches) {

        static WaveView of(Wave wave, Progress progress) {
            List<Portion> portions = progress.portions().stream()
                    .filter(portion -> portion.wave() == wave.number())
                    .toList();
            Tally tally = progress.of(wave.number());
            return new WaveView(
                    wave.number(),
                    portions.isEmpty() ? wave.size() : tally.size(),
                    !portions.isEmpty(),
                    RolloutView.states(tally),
                    portions.stream()
                            .map(Portion::batchId)
                            .filter(Objects::nonNull)
                            .toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record StepView(Instant at, String status, int wave, String reason, String by) {}

    static RolloutView of(Rollout rollout) {
        return of(rollout, null);
    }

    static RolloutView of(Watched watched) {
        return of(
                watched.rollout(),
                watched.rollout().waves().stream()
                        .map(wave -> WaveView.of(wave, watched.progress()))
                        .toList());
    }

    private static RolloutView of(Rollout rollout, @Nullable List<WaveView> waves) {
        CommandOrder order = rollout.order();
        return new RolloutView(
                rollout.id(),
                rollout.name(),
                word(rollout.state().name()),
                rollout.state().reason(),
                TargetView.of(rollout.target()),
                order.command(),
                order.parameters(),
                order.ttl().toSeconds(),
                order.timeout().toSeconds(),
                rollout.wanted(),
                rollout.state().waves(),
                rollout.enlisted(),
                waves,
                rollout.history().stream()
                        .map(step -> new StepView(step.at(), word(step.state()), step.wave(), step.reason(), step.by()))
                        .toList(),
                order.by(),
                rollout.createdAt(),
                rollout.updatedAt());
    }

    /** @throws InvalidRequest if there is no such state */
    static RolloutState.@Nullable Name state(@Nullable String wanted) {
        if (wanted == null) {
            return null;
        }
        return Arrays.stream(RolloutState.Name.values())
                .filter(name -> word(name).equals(wanted.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        "state",
                        "must be scheduled, running, paused, awaiting_approval, succeeded, aborted or canceled"));
    }

    private static String word(RolloutState.Name name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Long> states(Tally tally) {
        Map<String, Long> states = new LinkedHashMap<>();
        Arrays.stream(Stage.values()).forEach(stage -> states.put(stage.word(), tally.of(stage)));
        return states;
    }
}
