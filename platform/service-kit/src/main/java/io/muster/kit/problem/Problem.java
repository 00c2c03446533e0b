package io.muster.kit.problem;

import java.util.List;

import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.problem.Refusal.FieldError;

/**
 * A problem as RFC 9457 writes it.
 *
 * @param type {@code urn:muster:problem:<code>}
 * @param title the same for every problem of this type
 * @param errors names each wrong field; empty where the problem is not about fields
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String code, String detail, List<FieldError> errors) {
        return new Problem("urn:muster:problem:" + code, title(code), status, detail, errors);
    }

    static Problem of(int status, String code, String detail) {
        return of(status, code, detail, List.of());
    }

    /** The form that a refusal takes, for those who answer in another one. */
    public static Problem of(Refusal refusal) {
        return of(status(refusal.kind()), refusal.code(), refusal.detail(), refusal.errors());
    }

    Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }

    private static int status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case TOO_SLOW -> 408;
            case CONFLICT -> 409;
            case STALE -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED -> 415;
            case TOO_MANY -> 429;
            case UNAVAILABLE -> 503;
        };
    }

    private static String title(String code) {
        String words = code.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
