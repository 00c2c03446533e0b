package io.muster.command.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An execution in any state, for tests. */
public final class Examples {

    public static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    private Examples() {}

    /** Ordered at noon, to be sent within an hour, to be done within five minutes. */
    public static Execution execution(ExecutionState state) {
        return new Execution(
                "cmd_0hv5kzq3mx2b2",
                "bat_0hv5kzq3mx2b3",
                "ws_a",
                "dev_0hv5kzq3mx2a7",
                "reboot",
                Map.of(),
                NOON,
                NOON.plusSeconds(3600),
                Duration.ofMinutes(5),
                Delivery.USUAL,
                state,
                null,
                NOON,
                NOON);
    }
}
