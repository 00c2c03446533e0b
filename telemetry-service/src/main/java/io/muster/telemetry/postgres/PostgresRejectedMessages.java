package io.muster.telemetry.postgres;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.telemetry.rejected.RejectedMessage;
import io.muster.telemetry.rejected.RejectedMessages;
import io.muster.telemetry.rejected.RejectedQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresRejectedMessages implements RejectedMessages {

    private static final String FIND =
            """
            select id, device, topic, reason, detail, head, received_at from rejected_message
            where workspace = $1 and ($2::text is null or device = $2) and ($3::text is null or reason = $3) and id < $4
            order by id desc limit $5
            """;

    private final Pool pool;

    PostgresRejectedMessages(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<RejectedMessage>> find(String workspace, RejectedQuery query) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(workspace, query.device(), query.reason(), query.before(), query.limit()))
                .map(PostgresRejectedMessages::messages);
    }

    private static List<RejectedMessage> messages(RowSet<Row> rows) {
        List<RejectedMessage> messages = new ArrayList<>(rows.size());
        for (Row row : rows) {
            messages.add(new RejectedMessage(
                    row.getLong("id"),
                    row.getString("device"),
                    row.getString("topic"),
                    row.getString("reason"),
                    row.getString("detail"),
                    row.getBuffer("head").getBytes(),
                    row.getOffsetDateTime("received_at").toInstant()));
        }
        return messages;
    }
}
