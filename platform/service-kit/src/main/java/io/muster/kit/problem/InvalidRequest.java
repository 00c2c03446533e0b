package io.muster.kit.problem;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** One or more fields of a request are wrong; nothing was changed. */
public final class InvalidRequest extends Refusal {

    private static final long serialVersionUID = 1L;

    public InvalidRequest(List<FieldError> errors) {
        super(Kind.INVALID, "invalid-request", sentence(errors), errors);
    }

    public InvalidRequest(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    /**
     * The body of a request that cannot do without one: the framework gives null for an empty one.
     *
     * @throws InvalidRequest if there is none
     */
    public static <T> T requireBody(@Nullable T body) {
        if (body == null) {
            throw new InvalidRequest("body", "is required");
        }
        return body;
    }

    private static String sentence(List<FieldError> errors) {
        return errors.size() == 1
                ? errors.get(0).field() + " " + errors.get(0).message()
                : errors.size() + " fields are wrong.";
    }
}
