package io.muster.telemetry.postgres;

import java.time.OffsetDateTime;
import java.util.List;

import io.muster.telemetry.ingest.Rejection;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;

/** Rejected messages as the columns of one insert. */
final class RejectionRows {

    /**
     * Lets one writer at a time look at a device's rejected messages: two that do not see each other's rows would both
     * find that there is room. Taken in one order and after everything else that a batch waits for, so that nobody waits
     * crosswise. Devices share a few locks, so that a batch of many devices does not take all that Postgres has.
     */
    static final String LOCK =
            """
            select pg_advisory_xact_lock(hashtext('rejected_message'), key)
            from (select distinct hashtext(device) & 63 as key from unnest($1::text[]) as item (device) order by key) as keys
            """;

    static final String INSERT =
            """
            insert into rejected_message (workspace, device, topic, reason, detail, head, received_at)
            select workspace, device, topic, reason, detail, head, received_at
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::timestamptz[])
                with ordinality as item (workspace, device, topic, reason, detail, head, received_at, position)
            order by position
            """;

    /** Lets go of all but each device's newest. */
    static final String TRIM =
            """
            delete from rejected_message where id in (
                select old.id from unnest($1::text[]) as sender (device) cross join lateral (
                    select id from rejected_message where device = sender.device
                    order by received_at desc, id desc offset $2
                ) as old order by old.id)
            """;

    private RejectionRows() {}

    static String[] devices(List<Rejection> rejections) {
        return rejections.stream().map(Rejection::device).distinct().toArray(String[]::new);
    }

    static Tuple of(List<Rejection> rejections) {
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
            receivedAt[i] = Times.utc(rejection.receivedAt());
        }
        return Tuple.from(new Object[] {workspaces, devices, topics, reasons, details, heads, receivedAt});
    }
}
