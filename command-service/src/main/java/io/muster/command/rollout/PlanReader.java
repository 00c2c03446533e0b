package io.muster.command.rollout;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.muster.command.execution.Stage;
import io.muster.command.rollout.WantedPlan.AbortPercent;
import io.muster.command.rollout.WantedPlan.WantedGates;
import io.muster.command.rollout.WantedPlan.WantedRate;
import io.muster.command.rollout.WantedPlan.WantedWave;
import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/** Completes and checks plans, noting each wrong field. What it answers is of use only if none was. */
final class PlanReader {

    private static final Pattern SPREAD = Pattern.compile(
            "spread\\((type|(?:info|metadata)\\.[A-Za-z0-9_-]{1,64}(?:\\.[A-Za-z0-9_-]{1,64}){0,7})\\)");
    private static final double ALL = 100;
    private static final String PERCENT = "must be more than 0 and not more than 100";

    private final FieldChecks checks;
    private final int waveLimit;

    PlanReader(FieldChecks checks, int waveLimit) {
        this.checks = checks;
        this.waveLimit = waveLimit;
    }

    Plan read(WantedPlan wanted) {
        return new Plan(
                waves(Objects.requireNonNullElse(wanted.waves(), List.of())),
                order(Objects.requireNonNullElse(wanted.order(), "random")),
                wanted.gates() == null ? Gates.NONE : gates(wanted.gates()),
                wanted.rate() == null ? null : rate(wanted.rate()),
                wanted.window() == null ? null : new WindowReader(checks).read(wanted.window()),
                Boolean.TRUE.equals(wanted.approval()),
                Boolean.TRUE.equals(wanted.continuous()));
    }

    private List<WaveSize> waves(List<WantedWave> wanted) {
        checks.require(wanted.size() <= waveLimit, "waves", "must not be more than " + waveLimit);
        checks.require(wanted.stream().allMatch(Objects::nonNull), "waves", "must not hold null");
        return IntStream.range(0, wanted.size())
                .filter(index -> wanted.get(index) != null)
                .mapToObj(index -> wave("waves[" + index + "]", wanted.get(index)))
                .toList();
    }

    private WaveSize wave(String field, WantedWave wanted) {
        @Nullable Double percent = wanted.percent();
        @Nullable Long count = wanted.count();
        checks.require((percent == null) != (count == null), field, "must have either percent or count")
                .require(percent == null || isPercent(percent), field + ".percent", PERCENT)
                .require(count == null || count > 0, field + ".count", "must be at least 1");
        return count == null
                ? new WaveSize.Percent(Objects.requireNonNullElse(percent, ALL))
                : new WaveSize.Count(count);
    }

    private Order order(String wanted) {
        Matcher spread = SPREAD.matcher(wanted);
        if (spread.matches()) {
            List<String> field = List.of(spread.group(1).split("\\."));
            return new Order.Spread(field.get(0), field.subList(1, field.size()));
        }
        checks.require(
                wanted.equals("random") || wanted.equals("list"),
                "order",
                "must be 'random', 'list' or 'spread(FIELD)' with type, info.… or metadata.…");
        return wanted.equals("list") ? new Order.Listed() : new Order.Random();
    }

    private Gates gates(WantedGates wanted) {
        @Nullable Double success = wanted.successPercent();
        long minSample = Objects.requireNonNullElse(wanted.minSample(), Gates.NONE.minSample());
        checks.require(success == null || isPercent(success), "gates.successPercent", PERCENT)
                .require(minSample > 0, "gates.minSample", "must be at least 1");
        return new Gates(success, abort(wanted.abortPercent()), minSample);
    }

    private Map<Stage, Double> abort(@Nullable AbortPercent wanted) {
        Map<Stage, Double> limits = new EnumMap<>(Stage.class);
        if (wanted != null) {
            limit(limits, Stage.FAILED, "failed", wanted.failed());
            limit(limits, Stage.REJECTED, "rejected", wanted.rejected());
            limit(limits, Stage.TIMED_OUT, "timedOut", wanted.timedOut());
        }
        return limits;
    }

    private void limit(Map<Stage, Double> limits, Stage stage, String field, @Nullable Double wanted) {
        Optional.ofNullable(wanted).ifPresent(percent -> {
            checks.require(isPercent(percent), "gates.abortPercent." + field, PERCENT);
            limits.put(stage, percent);
        });
    }

    private Rate rate(WantedRate wanted) {
        double base = Objects.requireNonNullElse(wanted.basePerMinute(), 0.0);
        double factor = Objects.requireNonNullElse(wanted.factor(), 1.0);
        checks.require(
                        base >= Rate.SLOWEST && base <= Rate.FASTEST,
                        "rate.basePerMinute",
                        "must be from 0.1 to 6000000")
                .require(factor >= 1 && factor <= ALL, "rate.factor", "must be from 1 to 100");
        return new Rate(base, factor);
    }

    private static boolean isPercent(double value) {
        return value > 0 && value <= ALL;
    }
}
