package io.muster.telemetry.postgres;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Ends what a query of readings answers where there would be too many bytes of values, but not before the first row. */
final class Bytes {

    private Bytes() {}

    /**
     * The query with a bound. The windows have no order of their own: they keep that in which the query answers.
     *
     * @param parameter the place of the bound among the parameters
     */
    static String bounded(String query, int parameter) {
        return """
                select * from (
                    select page.*, count(*) over () as found,
                        sum(octet_length(value::text)) over (rows between unbounded preceding and current row)
                            - octet_length(value::text) as bytes_before
                    from (%s) as page
                ) as sized where bytes_before < $%d
                """
                .formatted(query, parameter);
    }

    /** Whether the query alone would have answered more. */
    static boolean isCut(RowSet<Row> rows) {
        return rows.size() > 0 && rows.iterator().next().getLong("found") > rows.size();
    }
}
