package io.muster.kit.problem;

import java.util.List;

/** One or more fields of a request are wrong; nothing was changed. */
public final class InvalidRequest extends Refusal {

    private static final long serialVersionUID = 1L;

    public InvalidRequest(List<FieldError> errors) {
        super(Kind.INVALID, "invalid-request", sentence(errors), errors);
    }

    public InvalidRequest(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    private static String sentence(List<FieldError> errors) {
        return errors.size() == 1
                ? errors.get(0).field() + " " + errors.get(0).message()
                : errors.size() + " fields are wrong.";
    }
}
