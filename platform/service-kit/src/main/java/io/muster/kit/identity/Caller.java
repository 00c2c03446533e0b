package io.muster.kit.identity;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who makes this request. */
@RequestScoped
public class Caller {

    static final String WORKSPACE_CLAIM = "workspace";

    static final String DEVICE_ATTRIBUTE = "muster.device";

    private final JsonWebToken token;
    private final SecurityIdentity identity;

    Caller(JsonWebToken token, SecurityIdentity identity) {
        this.token = token;
        this.identity = identity;
    }

    /** The one workspace whose things the caller sees. */
    public String workspace() {
        return token.getClaim(WORKSPACE_CLAIM);
    }

    /** The {@code id} of the device that calls; null if it is a person or a program. */
    public @Nullable String device() {
        return identity.getAttribute(DEVICE_ATTRIBUTE);
    }

    /** Fails unless the caller is the device with this {@code id} itself, or may write devices. */
    public void requireSelfOrOperator(String id) {
        @Nullable String self = device();
        if (self == null ? !identity.hasRole(Role.OPERATOR) : !self.equals(id)) {
            throw new ForbiddenException();
        }
    }

    /** The person or program, for records of who did what. */
    public String name() {
        return token.getName();
    }
}
