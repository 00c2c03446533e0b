package io.muster.kit.paging;

import io.muster.kit.problem.FieldChecks;

/**
 * Which part of a list is wanted.
 *
 * @param page from 1
 * @param limit items on a page, from 1 to {@link #MAX_LIMIT}
 */
public record PageRequest(int page, int limit) {

    public static final int MAX_LIMIT = 500;
    /** Deeper pages cost Postgres more than they are worth to anyone. */
    private static final int MAX_OFFSET = 1_000_000;

    public PageRequest {
        new FieldChecks()
                .require(page >= 1, "page", "must be at least 1")
                .require(limit >= 1 && limit <= MAX_LIMIT, "limit", "must be from 1 to " + MAX_LIMIT)
                .require((long) (page - 1) * limit <= MAX_OFFSET, "page", "is too deep")
                .orRefuse();
    }

    public int offset() {
        return (page - 1) * limit;
    }
}
