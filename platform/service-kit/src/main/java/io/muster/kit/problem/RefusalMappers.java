package io.muster.kit.problem;

import java.io.CharConversionException;
import java.util.Locale;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Whatever goes wrong leaves a service as a problem; what is not our caller's business is logged and stays here. */
class RefusalMappers {

    private static final Logger LOG = Logger.getLogger(RefusalMappers.class);

    @ServerExceptionMapper
    Response refusal(Refusal refusal) {
        Response problem = Problem.of(refusal).response();
        // Whole seconds, and never so few that it is refused again.
        refusal.retryAfter().ifPresent(wait -> problem.getHeaders().putSingle("Retry-After", wait.toSeconds() + 1));
        return problem;
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthorized(UnauthorizedException missing) {
        return challenge("A bearer token is needed.");
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthenticated(AuthenticationFailedException wrong) {
        return challenge("The bearer token is not valid.");
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException lacking) {
        return Problem.of(403, "forbidden", "The token's role does not allow this.")
                .response();
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException json) {
        if (json.getCause() instanceof Refusal refusal) {
            return refusal(refusal);
        }
        return Problem.of(
                        400,
                        "invalid-request",
                        "The body is not the JSON that is expected here.",
                        JsonFaults.fields(json))
                .response();
    }

    /** Bytes that are not text in the encoding that the body begins with. */
    @ServerExceptionMapper
    Response undecodable(CharConversionException bytes) {
        return Problem.of(400, "invalid-request", "The body is not text in UTF-8.")
                .response();
    }

    /** The framework has a mapper of its own for this one, which would name classes. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException json) {
        return unreadable(json);
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        // The framework's word for a number that is none, in the path or the query.
        if (failure instanceof NotFoundException && failure.getCause() != null) {
            return Problem.of(400, "invalid-request", "A parameter in the path or the query has a wrong form.")
                    .response();
        }
        Response.StatusType status = failure.getResponse().getStatusInfo();
        if (status.getStatusCode() < 400) {
            return failure.getResponse();
        }
        String code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        Response problem =
                Problem.of(status.getStatusCode(), code, sentence(status)).response();
        failure.getResponse().getHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Allow")) {
                problem.getHeaders().put(name, values);
            }
        });
        return problem;
    }

    @ServerExceptionMapper
    Response fault(Throwable fault) {
        LOG.error("request failed", fault);
        return Problem.of(500, "internal-error", "Something went wrong here. It has been logged.")
                .response();
    }

    private static Response challenge(String detail) {
        Response problem = Problem.of(401, "unauthorized", detail).response();
        problem.getHeaders().putSingle("WWW-Authenticate", "Bearer");
        return problem;
    }

    private static String sentence(Response.StatusType status) {
        return switch (status.getStatusCode()) {
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not know the method.";
            case 406 -> "None of the accepted media types can be given.";
            case 413 -> "The body is larger than is allowed.";
            case 415 -> "The body's media type is not understood here.";
            default -> status.getReasonPhrase() + ".";
        };
    }
}
