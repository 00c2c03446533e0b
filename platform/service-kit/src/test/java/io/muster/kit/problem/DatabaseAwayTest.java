package io.muster.kit.problem;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.concurrent.CompletionException;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseAwayTest {

    @Test
    void aConnectionThatCannotBeHadOrIsLostIsADatabaseThatIsAway() {
        assertThat(code(new ConnectException("refused"))).isEqualTo("database-away");
        assertThat(code(new SocketException("reset"))).isEqualTo("database-away");
        assertThat(code(ClosedConnectionException.INSTANCE)).isEqualTo("database-away");
        assertThat(code(new NoStackTraceThrowable("Timeout"))).isEqualTo("database-away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"57P01", "57P03", "53300", "08006"})
    void soIsAPostgresThatIsGoingComingOrFull(String state) {
        assertThat(code(refused(state))).isEqualTo("database-away");
    }

    @Test
    void aStatementThatPostgresEndedTookTooLong() {
        assertThat(code(refused("57014"))).isEqualTo("query-timeout");
    }

    @Test
    void whatItIsWrappedInDoesNotMatter() {
        assertThat(code(new CompletionException(new IllegalStateException(refused("57P01")))))
                .isEqualTo("database-away");
    }

    @Test
    void allElseIsAFault() {
        assertThat(DatabaseAway.in(refused("23505"))).isEmpty();
        assertThat(DatabaseAway.in(new IOException("disk full"))).isEmpty();
        assertThat(DatabaseAway.in(new NoStackTraceThrowable("Timeouts"))).isEmpty();
    }

    private static String code(Throwable failure) {
        return DatabaseAway.in(failure).orElseThrow().code();
    }

    private static PgException refused(String state) {
        return new PgException("no", "FATAL", state, "");
    }
}
