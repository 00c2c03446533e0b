package io.muster.provisioning.http;

import io.muster.kit.problem.FieldChecks;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which page of a collection is wanted, in Cumulocity's words. */
class CollectionQuery {

    private static final int USUAL_SIZE = 5;
    private static final int LARGEST_SIZE = 2_000;
    private static final int DEEPEST = 1_000_000;

    @RestQuery
    @Nullable
    String pageSize;

    @RestQuery
    @Nullable
    String currentPage;

    @RestQuery
    boolean withTotalPages;

    @RestQuery
    boolean withTotalElements;

    /** A larger one than is given gets the largest, as the original does. */
    int pageSize() {
        return Math.min(number("pageSize", pageSize, USUAL_SIZE), LARGEST_SIZE);
    }

    int currentPage() {
        return number("currentPage", currentPage, 1);
    }

    int offset() {
        long offset = (currentPage() - 1L) * pageSize();
        new FieldChecks()
                .require(offset <= DEEPEST, "currentPage", "is too deep")
                .orRefuse();
        return (int) offset;
    }

    boolean wantsCount() {
        return withTotalPages || withTotalElements;
    }

    private static int number(String name, @Nullable String text, int usual) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        boolean positive = text.matches("[1-9][0-9]{0,8}");
        new FieldChecks()
                .require(positive, name, "must be a whole number from 1 on")
                .orRefuse();
        return Integer.parseInt(text);
    }
}
