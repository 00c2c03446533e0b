package io.muster.telemetry.aggregate;

import io.muster.kit.problem.Refusal;

/** A group has more devices than can be put together for one request. */
public final class GroupTooLarge extends Refusal {

    private static final long serialVersionUID = 1L;

    private GroupTooLarge(int limit) {
        super(Kind.TOO_LARGE, "group-too-large", "The group has more than " + limit + " devices.");
    }

    /** @throws GroupTooLarge if there are more devices than may be */
    public static void refuse(int devices, AggregateLimits limits) {
        if (devices > limits.maxDevices()) {
            throw new GroupTooLarge(limits.maxDevices());
        }
    }
}
