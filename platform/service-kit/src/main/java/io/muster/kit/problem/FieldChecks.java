package io.muster.kit.problem;

import java.util.ArrayList;
import java.util.List;

import io.muster.kit.problem.Refusal.FieldError;

/** Collects what is wrong with a request, so that a caller learns all of it at once. */
public final class FieldChecks {

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes the message for the field unless the condition holds. */
    public FieldChecks require(boolean condition, String field, String message) {
        if (!condition) {
            errors.add(new FieldError(field, message));
        }
        return this;
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** @throws InvalidRequest if anything was noted */
    public void orRefuse() {
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }
}
