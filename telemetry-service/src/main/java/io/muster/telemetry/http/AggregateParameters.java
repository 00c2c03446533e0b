package io.muster.telemetry.http;

import jakarta.ws.rs.QueryParam;

import io.muster.telemetry.aggregate.AggregateQuery;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a request wants to be summed up. */
record AggregateParameters(
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
        @Parameter(description = "Only the values of these names, with a comma between them; all if left out")
                @QueryParam("keys")
                @Nullable
                String keys,
        @Parameter(description = "avg, min, max, sum, count, first, last, p50 or p95; avg if left out")
                @QueryParam("fn")
                @Nullable
                String fn,
        @Parameter(description = "1m, 5m, 1h or 1d; 1h if left out") @QueryParam("bucket") @Nullable String bucket,
        @Parameter(
                        description =
                                "Time zone by whose clocks days and hours begin, such as Europe/Berlin; UTC if left out")
                @QueryParam("tz")
                @Nullable
                String tz) {

    AggregateQuery.Wanted wanted() {
        return new AggregateQuery.Wanted(from, to, channel, keys, fn, bucket, tz);
    }
}
