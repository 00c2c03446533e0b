package io.muster.provisioning.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Who asks to enroll and is not known is told how to say who it is (RFC 7030, section 3.2.3). */
class EnrollmentChallenge {

    private static final String PATH = "/.well-known/est/";
    private static final String CHALLENGE = "Basic realm=\"Muster\", charset=\"UTF-8\"";

    @ServerResponseFilter
    void challenge(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == 401 && request.getUriInfo().getPath().startsWith(PATH)) {
            response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
    }
}
