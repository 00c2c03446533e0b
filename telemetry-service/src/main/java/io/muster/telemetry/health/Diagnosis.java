package io.muster.telemetry.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How a device is, and why.
 *
 * @param reasons for people; none if the device is healthy
 */
public record Diagnosis(State state, List<String> reasons) {

    private static final double PERCENT = 100;

    /** The later ones outweigh the earlier ones. */
    public enum State {
        HEALTHY,
        WARNING,
        CRITICAL,
        OFFLINE,
        UNKNOWN;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Diagnosis {
        reasons = List.copyOf(reasons);
    }

    /** Of what a device last said, at this moment. */
    public static Diagnosis of(LastWords words, Instant now, HealthLimits limits) {
        Instant lastSeen = words.lastSeen();
        if (lastSeen == null) {
            return new Diagnosis(State.UNKNOWN, List.of("the device has not said anything"));
        }
        Findings findings = new Findings();
        findings.require(!"offline".equals(words.text("status")), State.OFFLINE, "the device said that it is offline");
        findings.require(
                !lastSeen.isBefore(now.minus(limits.offlineAfter())),
                State.OFFLINE,
                "nothing came for more than " + limits.offlineAfter().toSeconds() + " s");
        findings.require(!"error".equals(words.text("status")), State.CRITICAL, "the device said that it has an error");
        findings.requireAbove("batteryLevel", words.number("batteryLevel"), limits.battery());
        @Nullable Number signal = words.number("signalStrength");
        findings.requireAbove("signalStrength", signal, limits.signal());
        if (signal != null && signal.doubleValue() < 0) {
            HealthLimits.Weak weak = limits.signalDbm();
            findings.requireAbove("signalStrength", signal, weak.warning(), weak.critical());
        }
        HealthLimits.High usage = limits.usage();
        for (String part : List.of("memoryUsage", "cpuUsage", "storage")) {
            findings.requireBelow(part, words.diagnostic(part), usage.warning(), usage.critical());
        }
        HealthLimits.Hot hot = limits.temperature();
        findings.requireBelow("temperature", words.diagnostic("temperature"), hot.warning(), hot.critical());
        return new Diagnosis(findings.worst, findings.reasons);
    }

    private static final class Findings {
        private final List<String> reasons = new ArrayList<>();
        private State worst = State.HEALTHY;

        void require(boolean well, State otherwise, String reason) {
            if (!well) {
                reasons.add(reason);
                worst = otherwise.compareTo(worst) > 0 ? otherwise : worst;
            }
        }

        void requireAbove(String word, @Nullable Number value, HealthLimits.Low limits) {
            if (value != null && value.doubleValue() >= 0 && value.doubleValue() <= PERCENT) {
                requireAbove(word, value, limits.warning(), limits.critical());
            }
        }

        void requireAbove(String word, Number value, double warning, double critical) {
            boolean bad = value.doubleValue() <= critical;
            double limit = bad ? critical : warning;
            require(
                    value.doubleValue() > limit,
                    bad ? State.CRITICAL : State.WARNING,
                    word + " is " + value + ", at or below " + limit);
        }

        void requireBelow(String word, @Nullable Number value, double warning, double critical) {
            if (value != null) {
                boolean bad = value.doubleValue() >= critical;
                double limit = bad ? critical : warning;
                require(
                        value.doubleValue() < limit,
                        bad ? State.CRITICAL : State.WARNING,
                        word + " is " + value + ", at or above " + limit);
            }
        }
    }
}
