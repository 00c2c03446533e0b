package io.muster.provisioning.http;

import java.util.Locale;
import java.util.Optional;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Gives every answer of this dialect its own form; problems have theirs from {@link DeviceControlProblems}. */
class DeviceControlAnswers {

    private static final String METHOD = "X-HTTP-METHOD";
    private static final String CHALLENGE = "Basic realm=\"Muster\"";

    private final ObjectMapper json;
    private final CurrentVertxRequest current;

    DeviceControlAnswers(ObjectMapper json, CurrentVertxRequest current) {
        this.json = json;
        this.current = current;
    }

    /** For clients whose network lets only GET and POST pass. */
    @ServerRequestFilter(preMatching = true)
    void method(ContainerRequestContext request) {
        @Nullable String wanted = request.getHeaderString(METHOD);
        if (wanted != null && request.getMethod().equals("POST") && isOurs(request)) {
            request.setMethod(wanted.strip().toUpperCase(Locale.ROOT));
        }
    }

    @ServerRequestFilter
    void end(ContainerRequestContext request) {
        if (isOurs(request) && MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(request.getMediaType())) {
            request.setEntityStream(new EndedMultipart(request.getEntityStream()));
        }
    }

    @ServerResponseFilter
    void answer(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        if (!isOurs(request)) {
            return;
        }
        if (response.getStatus() == 401) {
            response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (response.getEntity() instanceof DeviceControlEntity entity) {
            Optional<String> accept = DeviceControlHeaders.accepted(current.getCurrent());
            boolean silent = accept.isEmpty() && writes(request) && !entity.always();
            write(response, silent ? null : entity, DeviceControl.answer(entity.mediaName(), accept));
        }
    }

    private void write(ContainerResponseContext response, @Nullable DeviceControlEntity entity, String mediaType)
            throws JsonProcessingException {
        if (entity == null) {
            response.setEntity(null);
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        } else {
            response.setEntity(json.writeValueAsString(entity), null, MediaType.valueOf(mediaType));
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, mediaType);
        }
    }

    private static boolean writes(ContainerRequestContext request) {
        return request.getMethod().equals("POST") || request.getMethod().equals("PUT");
    }

    private static boolean isOurs(ContainerRequestContext request) {
        return DeviceControl.owns(request.getUriInfo().getPath());
    }
}
