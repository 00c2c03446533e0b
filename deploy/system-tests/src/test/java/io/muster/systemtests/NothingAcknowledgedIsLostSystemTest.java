package io.muster.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;

/** Bursts of telemetry into every kind of trouble; a ledger on the sending side says what must be stored. */
class NothingAcknowledgedIsLostSystemTest {

    private static final int DEVICES = 10;
    private static final int MESSAGES = 500;
    private static final int STEADY_DEVICES = 10;

    @BeforeEach
    void thePlatformHasRecovered() {
        STACK.awaitRecovery();
    }

    @Test
    void inABurstIntoASlowDatabase() throws SQLException {
        try (Connection operator = PurgedRows.connect(STACK.value("TELEMETRY_DB_URL"));
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("lock table telemetry in exclusive mode");
            Burst burst = Burst.of(DEVICES, MESSAGES);
            burst.awaitAcknowledged();
            assertThat(burst.stored()).as("stored while the table is locked").isZero();
            operator.rollback();
            burst.awaitStoredOnce();
        }
    }

    @Test
    void whenTheServiceIsKilledInTheMiddle() {
        assertNothingIsLostWhen(() -> STACK.kill("telemetry"));
    }

    @Test
    void whenTheBrokerIsKilledInTheMiddle() {
        assertNothingIsLostWhen(() -> STACK.kill("broker"));
    }

    @Test
    void whenPostgresIsKilledInTheMiddle() {
        assertNothingIsLostWhen(() -> STACK.kill("postgres"));
    }

    @Test
    void whenAllOfThemAreKilledInTheMiddle() {
        assertNothingIsLostWhen(() -> {
            STACK.kill("telemetry");
            STACK.kill("broker");
            STACK.kill("postgres");
        });
    }

    @Test
    void whenPostgresIsAwayForAMinute() {
        Burst burst = Burst.steady(STEADY_DEVICES, Duration.ofSeconds(60));
        STACK.command("stop", "postgres");
        burst.awaitAcknowledged();
        STACK.command("start", "postgres");
        burst.awaitStoredOnce();
    }

    @Test
    void whenPostgresStandsStillForHalfAMinute() {
        Burst burst = Burst.steady(STEADY_DEVICES, Duration.ofSeconds(40));
        STACK.freeze("postgres");
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollDelay(Duration.ofSeconds(30))
                    .until(() -> true);
        } finally {
            STACK.thaw("postgres");
        }
        burst.awaitAcknowledged();
        burst.awaitStoredOnce();
    }

    private static void assertNothingIsLostWhen(Runnable trouble) {
        Burst burst = Burst.of(DEVICES, MESSAGES);
        CompletableFuture.runAsync(trouble, CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS))
                .join();
        burst.awaitAcknowledged();
        burst.awaitStoredOnce();
    }
}
