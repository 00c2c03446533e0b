package io.muster.telemetry.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.muster.telemetry.Defaults;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ForgettingTest {

    @Test
    void whatCannotGoAtTheMomentIsTriedAgainSoonAndHoldsUpNothingElse() {
        Busy past = new Busy();
        RetentionLimits limits = Defaults.with(
                RetentionLimits.class,
                Map.of("muster.retention.retry", "20ms", "muster.retention.workspaces.ws_a", "5d"));
        Forgetting forgetting = new Forgetting(past, new Retention(limits), limits);

        forgetting.start(new StartupEvent());

        Awaitility.await().until(() -> past.gone.containsAll(List.of("READINGS", "ROLL_UPS", "TRAFFIC", "single")));
        forgetting.stop(new ShutdownEvent());
    }

    /** Its readings are read twice before they can go. */
    private static final class Busy implements Past {
        private final List<String> gone = new CopyOnWriteArrayList<>();
        private int readers = 2;

        @Override
        public Uni<Void> drop(Kind kind, Instant before) {
            if (kind == Kind.READINGS && readers-- > 0) {
                return Uni.createFrom().failure(new IllegalStateException("somebody reads it"));
            }
            gone.add(kind.name());
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> thin(Instant now) {
            gone.add("single");
            return Uni.createFrom().voidItem();
        }
    }
}
