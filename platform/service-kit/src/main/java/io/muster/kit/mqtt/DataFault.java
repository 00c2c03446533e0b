package io.muster.kit.mqtt;

import java.util.Set;

import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/** Tells whether Postgres refuses what it is given, and not just now. */
public final class DataFault {

    /** Classes of SQLSTATE: data exception, integrity constraint violation, program limit exceeded. */
    private static final Set<String> CLASSES = Set.of("22", "23", "54");

    private DataFault() {}

    /** Whether it will refuse the same again. */
    public static boolean is(Throwable failure) {
        String state = state(failure);
        return state.length() == 5 && CLASSES.contains(state.substring(0, 2));
    }

    /** The SQLSTATE, which unlike the message quotes nothing of the data; empty if Postgres said none. */
    static String state(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException postgres && postgres.getSqlState() != null) {
                return postgres.getSqlState();
            }
        }
        return "";
    }
}
