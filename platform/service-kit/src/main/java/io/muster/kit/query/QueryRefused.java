package io.muster.kit.query;

import java.util.List;

import io.muster.kit.problem.Refusal;

/** The query cannot be understood, or asks what cannot be asked; says where. */
public final class QueryRefused extends Refusal {

    private static final long serialVersionUID = 1L;

    QueryRefused(String message) {
        this("query", message);
    }

    private QueryRefused(String field, String message) {
        super(Kind.INVALID, "invalid-query", message, List.of(new FieldError(field, message)));
    }

    /** The same of a query that was sent elsewhere than in {@code query}. */
    public QueryRefused in(String field) {
        return new QueryRefused(field, detail());
    }

    /** @param index of the character at which it goes wrong, from 0 */
    static QueryRefused at(int index, String message) {
        return new QueryRefused("column " + (index + 1) + ": " + message);
    }
}
