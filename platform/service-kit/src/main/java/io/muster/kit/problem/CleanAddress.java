package io.muster.kit.problem;

import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses U+0000 in paths and queries, where it means nothing: Postgres would fail on it. */
class CleanAddress {

    private static final String NUL = "%00";

    @ServerRequestFilter(preMatching = true)
    public void check(UriInfo address) {
        if (address.getRequestUri().toString().contains(NUL)) {
            throw new InvalidRequest("path", "or query contains U+0000");
        }
    }
}
