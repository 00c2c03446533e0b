package io.muster.kit.problem;

import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import org.jspecify.annotations.Nullable;

/** Postgres cannot be reached, or does not answer in time: nobody knows whether what was asked for has been done. */
public final class DatabaseAway extends Refusal {

    private static final long serialVersionUID = 1L;

    private static final Duration SOON = Duration.ofSeconds(4);
    /** What a failure may be wrapped in; more would be a circle. */
    private static final int MOST_CAUSES = 20;
    /** The pool's word for no connection having been free in time. */
    private static final String NO_CONNECTION = "Timeout";
    /** Shut down, crashed, starting, too many connections, idle for too long within a transaction. */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300", "25P03");

    private static final String CONNECTION_EXCEPTION = "08";
    private static final String CANCELED = "57014";
    private static final String SLOW = "query-timeout";

    private DatabaseAway(String code, String detail) {
        super(Kind.UNAVAILABLE, code, detail);
    }

    /** It cannot be reached, or is silent. */
    public DatabaseAway() {
        this("database-away", "The database cannot be reached at the moment; try again later.");
    }

    /** What the failure is to a caller; empty if it is something else. */
    public static Optional<DatabaseAway> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, DatabaseAway::cause)
                .limit(MOST_CAUSES)
                .flatMap(cause -> told(cause).stream())
                .findFirst();
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return failure.getCause();
    }

    private static Optional<DatabaseAway> told(Throwable failure) {
        if (failure instanceof PgException refused && CANCELED.equals(refused.getSqlState())) {
            return Optional.of(new DatabaseAway(SLOW, "The database took too long; try again later."));
        }
        return isAway(failure) ? Optional.of(new DatabaseAway()) : Optional.empty();
    }

    private static boolean isAway(Throwable failure) {
        if (failure instanceof PgException refused) {
            @Nullable String state = refused.getSqlState();
            return state != null && (STATES.contains(state) || state.startsWith(CONNECTION_EXCEPTION));
        }
        return failure instanceof SocketException
                || failure instanceof ClosedConnectionException
                || failure instanceof NoStackTraceThrowable && NO_CONNECTION.equals(failure.getMessage());
    }

    /** Whether Postgres is there, and has ended a statement that took too long. */
    public boolean isSlow() {
        return code().equals(SLOW);
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(SOON);
    }
}
