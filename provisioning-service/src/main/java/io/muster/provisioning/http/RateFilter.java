package io.muster.provisioning.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import jakarta.ws.rs.container.ContainerRequestContext;

import io.muster.kit.identity.BasicLogin;
import io.muster.provisioning.rate.RateLimits;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Counts each request before anything is done for it. */
class RateFilter {

    private final RateLimits limits;

    RateFilter(RateLimits limits) {
        this.limits = limits;
    }

    @ServerRequestFilter(preMatching = true)
    void count(ContainerRequestContext request, HttpServerRequest connection) {
        limits.takeFromSource(connection.remoteAddress().hostAddress());
        String authorization = request.getHeaderString("Authorization");
        if (authorization != null) {
            limits.takeFromIdentity(identity(authorization));
        }
    }

    /** Neither a token nor a password is kept; the user name counts, whatever password is guessed. */
    private static String identity(String authorization) {
        String username = BasicLogin.of(authorization).username();
        return username.isEmpty() ? digest(authorization) : digest(username);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
