package io.muster.registry.bulk;

import java.util.List;

import io.muster.kit.problem.Refusal;

/** The query finds more devices than one request may change; none was changed. */
public final class TooManyFound extends Refusal {

    private static final long serialVersionUID = 1L;

    TooManyFound(long found, int limit) {
        super(
                Kind.INVALID,
                "too-many-devices",
                "The query finds " + found + " devices; one request may change " + limit + ".",
                List.of(new FieldError("query", "finds " + found + " devices, more than " + limit)));
    }
}
