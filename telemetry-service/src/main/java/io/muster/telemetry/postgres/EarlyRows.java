package io.muster.telemetry.postgres;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import io.muster.telemetry.ingest.EarlyMessage;
import io.muster.telemetry.ingest.IncomingMessage;
import io.muster.telemetry.ingest.IngestLimits;
import io.muster.telemetry.ingest.Rejection;
import io.muster.telemetry.ingest.RejectionReason;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Messages that wait for news of their device, as the columns of one insert. */
final class EarlyRows {

    static final String INSERT =
            """
            insert into early_message (workspace, device, path, payload, received_at)
            select workspace, device, path, payload, received_at
            from unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::timestamptz[])
                with ordinality as item (workspace, device, path, payload, received_at, position)
            order by position
            """;

    /** Takes away the oldest of more messages of one device than may wait. */
    static final String TRIM =
            """
            delete from early_message where id in (
                select old.id from unnest($1::text[]) as sender (device) cross join lateral (
                    select id from early_message where device = sender.device order by id desc offset $2
                ) as old order by old.id)
            returning workspace, device, path, substr(payload, 1, $3), received_at
            """;

    /** Answers those that still wait. */
    static final String CLAIM = "select id from early_message where id = any($1::bigint[]) order by id for update";

    static final String SETTLE = "delete from early_message where id = any($1::bigint[])";

    /** Those whose device is known by now, or that came before a deadline; the oldest first. */
    static final String DUE =
            """
            select id, workspace, device, path, payload, received_at from early_message waiting
            where received_at < $1 or exists (select from known_device where known_device.id = waiting.device)
            order by id limit $2
            """;

    private EarlyRows() {}

    static Tuple of(List<IncomingMessage> messages) {
        int count = messages.size();
        String[] workspaces = new String[count];
        String[] devices = new String[count];
        String[] paths = new String[count];
        Buffer[] payloads = new Buffer[count];
        OffsetDateTime[] receivedAt = new OffsetDateTime[count];
        for (int i = 0; i < count; i++) {
            IncomingMessage message = messages.get(i);
            workspaces[i] = message.workspace();
            devices[i] = message.device();
            paths[i] = message.path();
            payloads[i] = Buffer.buffer(message.payload());
            receivedAt[i] = Times.utc(message.receivedAt());
        }
        return Tuple.from(new Object[] {workspaces, devices, paths, payloads, receivedAt});
    }

    static Tuple trim(List<IncomingMessage> messages, IngestLimits limits) {
        String[] devices =
                messages.stream().map(IncomingMessage::device).distinct().toArray(String[]::new);
        return Tuple.of(devices, (long) limits.earlyPerDevice(), limits.rejectedHeadBytes());
    }

    /** What {@link #TRIM} took away. */
    static List<Rejection> surplus(RowSet<Row> rows) {
        List<Rejection> rejections = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String workspace = row.getString(0);
            String device = row.getString(1);
            rejections.add(new Rejection(
                    workspace,
                    device,
                    IncomingMessage.topic(workspace, device, row.getString(2)),
                    RejectionReason.UNKNOWN_DEVICE,
                    "too many messages wait for news of the device",
                    row.getBuffer(3).getBytes(),
                    row.getOffsetDateTime(4).toInstant()));
        }
        return rejections;
    }

    /** What {@link #DUE} answered. */
    static List<EarlyMessage> messages(RowSet<Row> rows) {
        List<EarlyMessage> messages = new ArrayList<>(rows.size());
        for (Row row : rows) {
            messages.add(new EarlyMessage(
                    row.getLong(0),
                    new IncomingMessage(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBuffer(4).getBytes(),
                            row.getOffsetDateTime(5).toInstant())));
        }
        return messages;
    }
}
