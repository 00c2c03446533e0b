package io.muster.command.http;

import io.muster.kit.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** Whether somebody only wants to know what would come of an order. What is not understood must not become an order. */
final class DryRunFlag {

    static final String NAME = "dryRun";

    private DryRunFlag() {}

    /** @throws InvalidRequest if it is neither true nor false; it is false if it is missing */
    static boolean isSet(@Nullable String value) {
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        throw new InvalidRequest(NAME, "must be true or false");
    }
}
