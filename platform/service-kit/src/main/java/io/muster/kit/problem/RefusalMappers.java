package io.muster.kit.problem;

import java.io.CharConversionException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jspecify.annotations.Nullable;

/** Whatever goes wrong leaves a service as a problem; what is not our caller's business is logged and stays here. */
class RefusalMappers {

    private static final Logger LOG = Logger.getLogger(RefusalMappers.class);

    private static final String BEARER = "Bearer";
    private static final String BASIC = "Basic realm=\"Muster\", charset=\"UTF-8\"";

    private final PathMethods methods;

    RefusalMappers(PathMethods methods) {
        this.methods = methods;
    }

    @ServerExceptionMapper
    Response refusal(Refusal refusal) {
        Response problem = Problem.of(refusal).response();
        // Whole seconds, and never so few that it is refused again.
        refusal.retryAfter().ifPresent(wait -> problem.getHeaders().putSingle("Retry-After", wait.toSeconds() + 1));
        return problem;
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthorized(UnauthorizedException missing) {
        return challenge("A bearer token is needed.", BEARER);
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthenticated(AuthenticationFailedException wrong, HttpHeaders request) {
        @Nullable String shown = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return shown == null || shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? challenge("The bearer token is not valid.", BEARER)
                : challenge("The user name or the password is not valid.", BASIC);
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException lacking) {
        return Problem.of(403, "forbidden", "The token's role does not allow this.")
                .response();
    }

    @ServerExceptionMapper
    Response notAsExpected(JsonProcessingException json) {
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

    /** What the framework throws of a form in parts that is broken, or does not end; not of a database that is away. */
    @ServerExceptionMapper
    Response unreadable(IOException failure, HttpHeaders request) {
        boolean ofForm = MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(request.getMediaType())
                && !(failure instanceof SocketException);
        return ofForm ? noForm() : fault(failure);
    }

    @ServerExceptionMapper
    Response malformed(MultipartParser.MalformedMessageException form) {
        return noForm();
    }

    private static Response noForm() {
        return Problem.of(400, "invalid-request", "The body is not multipart/form-data, or does not end.")
                .response();
    }

    /** The framework has a mapper of its own for this one, which would name classes. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException json) {
        return notAsExpected(json);
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException failure, UriInfo address, Request request) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return notAsExpected(json);
        }
        if (failure.getCause() instanceof Refusal refusal) {
            return refusal(refusal);
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
        return status.getStatusCode() == 404 || status.getStatusCode() == 405
                ? unmatched(status, methods.of(address.getRequestUri().getRawPath()), request.getMethod())
                : problem(status).response();
    }

    /** The framework looks only into the resource that fits a path best, and calls what others know there unknown. */
    private static Response unmatched(Response.StatusType status, Set<String> known, String method) {
        boolean nothingHere = known.isEmpty() || status.getStatusCode() == 404 && known.contains(method);
        return nothingHere ? problem(Response.Status.NOT_FOUND).response() : methodNotAllowed(known);
    }

    private static Response methodNotAllowed(Set<String> known) {
        Response problem = problem(Response.Status.METHOD_NOT_ALLOWED).response();
        problem.getHeaders().putSingle("Allow", String.join(", ", known));
        return problem;
    }

    private static Problem problem(Response.StatusType status) {
        String code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        return Problem.of(status.getStatusCode(), code, sentence(status));
    }

    @ServerExceptionMapper
    Response fault(Throwable fault) {
        Optional<DatabaseAway> away = DatabaseAway.in(fault);
        if (away.isPresent()) {
            LOG.warnf("request refused reason=%s: %s", away.get().code(), fault);
            return refusal(away.get());
        }
        LOG.error("request failed", fault);
        return Problem.of(500, "internal-error", "Something went wrong here. It has been logged.")
                .response();
    }

    private static Response challenge(String detail, String scheme) {
        Response problem = Problem.of(401, "unauthorized", detail).response();
        problem.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, scheme);
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
