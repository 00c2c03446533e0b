package io.muster.telemetry.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.muster.kit.identity.Caller;
import io.muster.kit.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** How many bodies each caller has on their way: nobody takes the places of the others. */
final class PlacesPerCaller {

    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final int most;

    /** @param kind of bodies, by which the metric of those that are on their way tells them apart */
    PlacesPerCaller(int most, String kind, MeterRegistry meters) {
        this.most = most;
        meters.gauge("muster.bodies", Tags.of("kind", kind), taken, PlacesPerCaller::sum);
    }

    private static long sum(Map<String, Integer> taken) {
        return taken.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Whose places they are. */
    static String name(Caller caller) {
        @Nullable String device = caller.device();
        return device == null ? caller.workspace() + "/" + caller.name() : device;
    }

    /** @throws TooManyBodies if the caller has as many as it may */
    void take(String caller) {
        taken.compute(caller, (name, count) -> {
            if (count != null && count >= most) {
                throw new TooManyBodies(most);
            }
            return count == null ? 1 : count + 1;
        });
    }

    void giveBack(String caller) {
        taken.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
    }

    /** The caller sends more at the same time than one may. */
    static final class TooManyBodies extends Refusal {
        private static final long serialVersionUID = 1L;

        TooManyBodies(int most) {
            super(Kind.TOO_MANY, "too-many-bodies", "A caller may send " + most + " such bodies at the same time.");
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(Duration.ofSeconds(1));
        }
    }
}
