package io.muster.kit.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The domain's no. Each feature has its own sealed family of refusals; what a refusal is over HTTP only this package
 * knows. It carries no stack trace: it is an answer, not a fault.
 */
public abstract class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why not, in the widest sense. */
    public enum Kind {
        /** What was sent is wrong in itself. */
        INVALID,
        /** It is not there, or not in the caller's workspace. */
        NOT_FOUND,
        /** It contradicts what is there. */
        CONFLICT,
        /** It was based on a version that is no longer the newest. */
        STALE,
        /** The caller has not shown who it is. */
        UNAUTHENTICATED,
        /** The caller may not. */
        FORBIDDEN,
        /** It is more than a limit allows. */
        TOO_LARGE,
        /** It is in a form that is not understood here. */
        UNSUPPORTED,
        /** It did not come in the time that it may take. */
        TOO_SLOW,
        /** It is more than may be asked in such a time. */
        TOO_MANY,
        /** It cannot be done at the moment, but later. */
        UNAVAILABLE
    }

    /**
     * One wrong field.
     *
     * @param field its path in the request, for example {@code info.firmware}
     * @param message what is wrong with it
     */
    public record FieldError(String field, String message) {}

    private final Kind kind;
    private final String code;
    private final transient List<FieldError> errors;

    /**
     * @param code names the problem type for programs: {@code device-not-found}
     * @param detail says it to a person; holds no secret
     */
    protected Refusal(Kind kind, String code, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.kind = kind;
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    protected Refusal(Kind kind, String code, String detail) {
        this(kind, code, detail, List.of());
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return getMessage();
    }

    /** Whether the very same may be granted in a moment: whoever can wait asks again, and gives nothing up. */
    public boolean isForNow() {
        return kind == Kind.UNAVAILABLE;
    }

    /** When the caller may try again; empty where trying again is of no use, or nobody knows. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    public List<FieldError> errors() {
        return errors;
    }
}
