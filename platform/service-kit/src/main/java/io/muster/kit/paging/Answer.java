package io.muster.kit.paging;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A native answer: what was asked for, under {@code data}. */
public record Answer<T>(T data) {

    public static <T> Answer<T> of(T data) {
        return new Answer<>(data);
    }

    /** A page of a list with where it stands in it. */
    public static <T> Listing<T> of(Page<T> page) {
        int limit = page.request().limit();
        return new Listing<>(
                page.items(),
                new Pagination(
                        page.request().page(),
                        limit,
                        page.total(),
                        (page.total() + limit - 1) / limit,
                        page.next() == null ? null : page.next().text()));
    }

    public record Listing<T>(List<T> data, Pagination pagination) {}

    /** @param nextCursor where the list goes on; absent at its end */
    public record Pagination(
            int page,
            int limit,
            long total,
            long pages,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {}
}
