package io.muster.kit.problem;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Refuses a media type that is none: the framework fails on it when it looks for what reads such a body. */
class ReadableType {

    @ServerRequestFilter(preMatching = true)
    public void check(@Context HttpHeaders headers) {
        @Nullable String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (type != null && !isType(type)) {
            throw new NotSupportedException();
        }
    }

    private static boolean isType(String type) {
        try {
            return !type.isBlank() && MediaType.valueOf(type) != null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
