package io.muster.kit.paging;

import io.muster.kit.problem.FieldChecks;

/**
 * Which part of a list is wanted.
 *
 * @param page from 1
 * @param limit items on a page, from 1 to {@code muster.paging.max-limit}
 */
public record PageRequest(int page, int limit) {

    public PageRequest {
        int most = PagingSettings.maxLimit();
        new FieldChecks()
                .require(page >= 1, "page", "must be at least 1")
                .require(limit >= 1 && limit <= most, "limit", "must be from 1 to " + most)
                .orRefuse();
    }

    /**
     * Items before this page.
     *
     * @throws io.muster.kit.problem.InvalidRequest if they are more than {@code muster.paging.max-offset}
     */
    public int offset() {
        long offset = (long) (page - 1) * limit;
        new FieldChecks()
                .require(offset <= PagingSettings.maxOffset(), "page", "is too deep")
                .orRefuse();
        return (int) offset;
    }
}
