package io.muster.kit.identity;

import jakarta.enterprise.context.RequestScoped;

import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who makes this request. */
@RequestScoped
public class Caller {

    static final String WORKSPACE_CLAIM = "workspace";

    private final JsonWebToken token;

    Caller(JsonWebToken token) {
        this.token = token;
    }

    /** The one workspace whose things the caller sees. */
    public String workspace() {
        return token.getClaim(WORKSPACE_CLAIM);
    }

    /** The person or program, for records of who did what. */
    public String name() {
        return token.getName();
    }
}
