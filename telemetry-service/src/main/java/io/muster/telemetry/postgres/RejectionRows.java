package io.muster.telemetry.postgres;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import io.muster.telemetry.ingest.Rejection;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;

/** Rejected messages as the columns of one insert. */
final class RejectionRows {

    /** Adds them and lets go of all but a device's newest. What this statement adds it cannot see, so it counts with it. */
    static final String INSERT =
            """
            with incoming as (
                select *, row_number() over (partition by device order by position desc) as from_newest
                from unnest(
                    $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::timestamptz[])
                    with ordinality as item (workspace, device, topic, reason, detail, head, received_at, position)
            ), added as (
                insert into rejected_message (workspace, device, topic, reason, detail, head, received_at)
                select workspace, device, topic, reason, detail, head, received_at
                from incoming where from_newest <= $8 order by position
                returning device
            ), room as (
                select device, $8 - count(*) as places from added group by device
            )
            delete from rejected_message where id in (
                select old.id from room cross join lateral (
                    select id from rejected_message where device = room.device order by id desc offset room.places
                ) as old order by old.id)
            """;

    private RejectionRows() {}

    static Tuple of(List<Rejection> rejections, int keptPerDevice) {
        int count = rejections.size();
        String[] workspaces = new String[count];
        String[] devices = new String[count];
        String[] topics = new String[count];
        String[] reasons = new String[count];
        String[] details = new String[count];
        Buffer[] heads = new Buffer[count];
        OffsetDateTime[] receivedAt = new OffsetDateTime[count];
        for (int i = 0; i < count; i++) {
            Rejection rejection = rejections.get(i);
            workspaces[i] = rejection.workspace();
            devices[i] = rejection.device();
            topics[i] = rejection.topic();
            reasons[i] = rejection.reason().code();
            details[i] = rejection.detail();
            heads[i] = Buffer.buffer(rejection.head());
            receivedAt[i] = rejection.receivedAt().atOffset(ZoneOffset.UTC);
        }
        return Tuple.from(
                new Object[] {workspaces, devices, topics, reasons, details, heads, receivedAt, (long) keptPerDevice});
    }
}
