package io.muster.telemetry.postgres;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.telemetry.rejected.RejectedMessage;
import io.muster.telemetry.rejected.RejectedMessages;
import io.muster.telemetry.rejected.RejectedQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresRejectedMessages implements RejectedMessages {

    /**
     * A topic of Losant names no workspace. What was rejected before anybody had said where its device belongs is its
     * workspace's as soon as somebody has.
     */
    private static final String FIND =
            """
            (select id, device, topic, reason, detail, head, received_at from rejected_message
            where workspace = $1 and ($2::text is null or device = $2) and ($3::text is null or reason = $3)
                and ($4::timestamptz is null or (received_at, id) < ($4, $5::bigint))
            order by received_at desc, id desc limit $6)
            union all
            (select id, device, topic, reason, detail, head, received_at from rejected_message
            where workspace = '' and device in (select id from known_device where workspace = $1)
                and ($2::text is null or device = $2) and ($3::text is null or reason = $3)
                and ($4::timestamptz is null or (received_at, id) < ($4, $5::bigint))
            order by received_at desc, id desc limit $6)
            order by received_at desc, id desc limit $6
            """;

    private final Reads reads;

    PostgresRejectedMessages(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Uni<List<RejectedMessage>> find(String workspace, RejectedQuery query) {
        RejectedQuery.@Nullable Place before = query.before();
        return reads.of(
                        FIND,
                        Tuple.of(
                                workspace,
                                query.device(),
                                query.reason(),
                                before == null ? null : Times.utc(before.receivedAt()),
                                before == null ? null : before.id(),
                                query.limit()))
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
