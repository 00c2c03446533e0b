package io.muster.telemetry.http;

import jakarta.ws.rs.QueryParam;

import io.muster.telemetry.history.Selection;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which readings a request is about. */
record SelectionParameters(
        @Parameter(
                        description =
                                "Earliest timestamp, ISO 8601 or milliseconds; if left out, as long before the end as is configured, 24 hours by default")
                @QueryParam("from")
                @Nullable
                String from,
        @Parameter(description = "Latest timestamp, ISO 8601 or milliseconds; no end if left out")
                @QueryParam("to")
                @Nullable
                String to,
        @Parameter(description = "Only this channel") @QueryParam("channel") @Nullable String channel,
        @Parameter(
                        description = "Only the values of these names, with a comma between them;"
                                + " readings with none of them are left out")
                @QueryParam("keys")
                @Nullable
                String keys,
        @Parameter(description = "By timestamp: desc, the newest first, or asc; desc if left out")
                @QueryParam("order")
                @Nullable
                String order) {

    Selection.Wanted wanted() {
        return new Selection.Wanted(from, to, channel, keys, order);
    }
}
