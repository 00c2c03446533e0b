package io.muster.registry.device;

import io.muster.kit.problem.Refusal;

/** Other batches are still being worked on. */
public final class BatchesBusy extends Refusal {

    private static final long serialVersionUID = 1L;

    public BatchesBusy() {
        super(Kind.UNAVAILABLE, "batches-busy", "Other batches are being registered; send this one again later.");
    }
}
