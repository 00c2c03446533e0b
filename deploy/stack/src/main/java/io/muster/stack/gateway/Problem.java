package io.muster.stack.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What the gateway itself has to say, in the form in which the services say no (RFC 9457). */
record Problem(String code, String title, int status, String detail) {

    static final String CONTENT_TYPE = "application/problem+json";

    static final Problem NOT_FOUND =
            new Problem("not-found", "Not found", 404, "No service of this platform answers this path.");

    static final Problem UNREADABLE = new Problem(
            "bad-request", "Bad request", 400, "This is no HTTP, or its first line or headers are longer than 64 KiB.");

    static Problem unavailable(String service) {
        return new Problem(
                "service-unavailable",
                "Service unavailable",
                503,
                "The " + service + " service does not answer at the moment.");
    }

    Buffer json() {
        return new JsonObject()
                .put("type", "urn:muster:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .toBuffer();
    }
}
