package io.muster.kit.identity;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;

import io.muster.kit.trace.Subject;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Whom a request is about, for its log lines and spans: the device of its path as soon as that is known. */
class RequestSubject {

    private static final String DEVICES = "devices/";

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void mark(UriInfo address) {
        new Subject(null, deviceOf(address)).mark();
    }

    /** Once the caller is known: its workspace, and itself if it is a device. */
    static void mark(SecurityIdentity caller, JsonWebToken token, ContainerRequestContext request) {
        @Nullable String self = caller.getAttribute(Caller.DEVICE_ATTRIBUTE);
        new Subject(token.getClaim(Caller.WORKSPACE_CLAIM), self == null ? deviceOf(request.getUriInfo()) : self)
                .mark();
    }

    private static @Nullable String deviceOf(UriInfo address) {
        @Nullable String named = address.getPathParameters().getFirst("device");
        String path = address.getPath();
        boolean ofDevices = path.startsWith(DEVICES, path.startsWith("/") ? 1 : 0);
        return named == null && ofDevices ? address.getPathParameters().getFirst("id") : named;
    }
}
