package io.muster.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;

/** Two telemetry services share what devices say; when one dies, the other has all of it, without a hand. */
class ReplicasSystemTest {

    private static final int DEVICES = 10;
    private static final int MESSAGES = 500;
    private static final String TELEMETRY = "telemetry";
    private static final String MESSAGES_STORED = "muster_ingest_messages_total";

    @BeforeEach
    void thePlatformHasRecovered() {
        STACK.awaitRecovery();
    }

    @Test
    void bothTakePart() {
        try (ServiceReplica second = ServiceReplica.beside(TELEMETRY, Map.of())) {
            ServiceReplica first = ServiceReplica.ofTheStack(TELEMETRY);
            double before = first.counter(MESSAGES_STORED);

            Burst burst = Burst.of(DEVICES, MESSAGES);
            burst.awaitAcknowledged();
            burst.awaitStoredOnce();

            assertThat(first.counter(MESSAGES_STORED) - before)
                    .as("messages of the first")
                    .isPositive();
            assertThat(second.counter(MESSAGES_STORED))
                    .as("messages of the second")
                    .isPositive();
        }
    }

    @Test
    void whatOneHasNotStoredWhenItIsKilledInABurstIsStoredByTheOther() {
        try (ServiceReplica second = ServiceReplica.beside(TELEMETRY, Map.of())) {
            Burst burst = Burst.of(DEVICES, MESSAGES);
            CompletableFuture.runAsync(second::close, CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS))
                    .join();
            burst.awaitAcknowledged();
            burst.awaitStoredOnce();
        }
    }

    @Test
    void whatOneHasNotStoredWhenItIsToldToEndInABurstIsStoredByTheOther() {
        try (ServiceReplica second = ServiceReplica.beside(TELEMETRY, Map.of())) {
            Burst burst = Burst.of(DEVICES, MESSAGES);
            CompletableFuture.runAsync(second::end, CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS))
                    .join();
            burst.awaitAcknowledged();
            burst.awaitStoredOnce();
        }
    }

    @Test
    void whatOneHoldsWhenItIsKilledBeforeASlowDatabaseIsStoredByTheOther() throws SQLException {
        try (ServiceReplica second = ServiceReplica.beside(TELEMETRY, Map.of());
                Connection operator = PurgedRows.connect(STACK.value("TELEMETRY_DB_URL"));
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("lock table telemetry in exclusive mode");
            Burst burst = Burst.of(DEVICES, MESSAGES);
            burst.awaitAcknowledged();
            assertThat(burst.stored()).as("stored while the table is locked").isZero();
            second.close();
            operator.rollback();
            burst.awaitStoredOnce();
        }
    }
}
