package io.muster.kit.query;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** A value that is written in a query. */
public sealed interface Literal {

    record Text(String text) implements Literal {}

    /** Equal numbers are one, however they are written. */
    record Number(BigDecimal value) implements Literal {
        public Number {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }
    }

    record Truth(boolean value) implements Literal {}

    /** A version such as {@code 1.4.0-rc1}, which is ordered as versions are: 1.9 before 1.10, 1.4.0-rc1 before 1.4. */
    record Version(String text) implements Literal {}

    record Moment(Instant time) implements Literal {}

    /** So long after the moment at which the query is asked; negative for before. */
    record FromNow(Duration distance) implements Literal {}
}
