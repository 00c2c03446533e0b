package io.muster.telemetry.history;

import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/** How many items a page holds at most. */
public final class PageLimit {

    private PageLimit() {}

    /**
     * A limit as callers write it.
     *
     * @param text null for the usual one
     * @param checks gets to know if it is wrong
     */
    public static int parse(@Nullable String text, HistoryLimits limits, FieldChecks checks) {
        int number = text == null ? limits.defaultLimit() : number(text);
        checks.require(
                number >= 1 && number <= limits.maxLimit(), "limit", "must be a number from 1 to " + limits.maxLimit());
        return number;
    }

    /** 0 if it is none, or too large for one. */
    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }
}
