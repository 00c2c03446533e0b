package io.muster.kit.identity;

import java.util.regex.Pattern;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;

import io.muster.kit.problem.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets no token in that names no workspace, and no request that names another one than its token. */
class WorkspaceFilter {

    private static final String HEADER = "X-Workspace-Id";
    private static final Pattern WORKSPACE = Pattern.compile("[a-z0-9_-]{2,64}");

    private final CurrentIdentityAssociation identity;

    WorkspaceFilter(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    /**
     * Asks for the identity without blocking: on a public path nobody has asked for it before. There a token may be one
     * that only the resource knows.
     */
    @ServerRequestFilter
    Uni<Void> agree(ContainerRequestContext request, ResourceInfo resource) {
        return identity.getDeferredIdentity()
                .invoke(caller -> {
                    if (caller.getPrincipal() instanceof JsonWebToken token) {
                        agree(token, request);
                        RequestSubject.mark(caller, token, request);
                    }
                })
                .replaceWithVoid()
                .onFailure(failure -> failure instanceof AuthenticationFailedException && isPublic(resource))
                .recoverWithNull();
    }

    private static boolean isPublic(ResourceInfo resource) {
        return resource.getResourceMethod().isAnnotationPresent(PermitAll.class);
    }

    private static void agree(JsonWebToken token, ContainerRequestContext request) {
        @Nullable String workspace = token.getClaim(Caller.WORKSPACE_CLAIM);
        if (workspace == null || !WORKSPACE.matcher(workspace).matches()) {
            throw new WrongWorkspace("The token names no workspace.");
        }
        @Nullable String header = request.getHeaderString(HEADER);
        if (header != null && !header.equals(workspace)) {
            throw new WrongWorkspace("X-Workspace-Id is not the workspace of the token.");
        }
    }

    private static final class WrongWorkspace extends Refusal {
        private static final long serialVersionUID = 1L;

        WrongWorkspace(String detail) {
            super(Kind.FORBIDDEN, "wrong-workspace", detail);
        }
    }
}
