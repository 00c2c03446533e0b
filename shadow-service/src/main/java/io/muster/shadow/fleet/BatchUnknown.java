package io.muster.shadow.fleet;

import io.muster.kit.problem.Refusal;

/** The workspace has no such batch, or has it no longer. */
final class BatchUnknown extends Refusal {

    private static final long serialVersionUID = 1L;

    BatchUnknown(String id) {
        super(Kind.NOT_FOUND, "shadow-batch-not-found", "There is no shadow batch " + id + ".");
    }
}
