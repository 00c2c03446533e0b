package io.muster.kit.query;

import java.util.Arrays;

/** How two values are compared. */
public enum Comparator {
    EQUAL("="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String sign;

    Comparator(String sign) {
        this.sign = sign;
    }

    /** As it is written in a query, and in SQL. */
    public String sign() {
        return sign;
    }

    /** Whether it asks which comes first. */
    public boolean orders() {
        return this != EQUAL && this != UNEQUAL;
    }

    static Comparator of(String sign) {
        return Arrays.stream(values())
                .filter(comparator -> comparator.sign.equals(sign))
                .findFirst()
                .orElseThrow();
    }
}
