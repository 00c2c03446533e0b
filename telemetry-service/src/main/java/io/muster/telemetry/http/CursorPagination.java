package io.muster.telemetry.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a page stands in a list that is read from one place to the next. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CursorPagination(
        int limit,
        @Schema(description = "Ask for it as cursor to get the next page; missing if there is none") @Nullable
                String nextCursor) {}
