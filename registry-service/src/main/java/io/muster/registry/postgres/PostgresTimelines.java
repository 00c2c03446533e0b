package io.muster.registry.postgres;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.registry.device.DeviceBelongings;
import io.muster.registry.device.DeviceId;
import io.muster.registry.device.DeviceRefusal.DeviceUnknown;
import io.muster.registry.timeline.TimelineEntry;
import io.muster.registry.timeline.TimelineLimits;
import io.muster.registry.timeline.Timelines;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** What happened to devices, a row each. */
@ApplicationScoped
class PostgresTimelines implements Timelines, DeviceBelongings {

    /** One entry in so many looks whether its device has too many: the look goes over all that are kept. */
    private static final int TRIM_EVERY = 64;

    private static final String ADD =
            """
            with added as (
                insert into timeline_entry (device, origin, workspace, at, type, detail)
                select h.device, h.origin, h.workspace, h.at, h.type, h.detail::jsonb
                from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[])
                    as h (device, origin, workspace, at, type, detail)
                where not exists (select from deleted_device d where d.id = h.device and d.purge_data)
                on conflict do nothing returning device, origin)
            select distinct device from added where hashtext(origin) % $1 = 0
            """;
    /** The last one that is kept is looked for once a device, not once an entry. */
    private static final String TRIM =
            """
            with last_kept as materialized (
                select looked.device, kept.at, kept.origin
                from unnest($1::text[]) as looked (device) cross join lateral (
                    select at, origin from timeline_entry where device = looked.device
                    order by at desc, origin desc offset $2 limit 1) as kept)
            delete from timeline_entry e using last_kept
            where e.device = last_kept.device and (e.at, e.origin) < (last_kept.at, last_kept.origin)
            """;

    private static final String FORGET_OLD =
            """
            delete from timeline_entry where ctid = any (array(
                select ctid from timeline_entry where at < $1 limit $2 for update skip locked))
            """;
    private static final String RESOLVE =
            """
            select id from device
            where workspace = $1 and (id = $2 or (md5(device_id) = md5($2) and device_id = $2))
            union all
            select id from deleted_device where workspace = $1 and id = $2 and not purge_data
            limit 1
            """;
    private static final String MATCHING =
            """
            from timeline_entry
            where device = $1 and (cardinality($2::text[]) = 0 or exists (
                select from unnest($2::text[]) as wanted where type = wanted or starts_with(type, wanted || '-')))
            """;
    private static final String COUNT = "select count(*) " + MATCHING;
    private static final String PAGE = "select * " + MATCHING + " order by at desc, origin desc limit $3 offset $4";

    private final Pool pool;
    private final TimelineLimits limits;
    private final Clock clock = Clock.systemUTC();
    private final AtomicReference<Instant> looked = new AtomicReference<>(Instant.EPOCH);
    private final AtomicLong come = new AtomicLong();

    PostgresTimelines(Pool pool, TimelineLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    @Override
    public Uni<Void> add(List<TimelineEntry> entries) {
        return pool.preparedQuery(ADD)
                .execute(columns(entries))
                .chain(this::trim)
                .chain(() -> forgetOld(entries.size()));
    }

    private Uni<Void> trim(RowSet<Row> looked) {
        String[] devices = StreamSupport.stream(looked.spliterator(), false)
                .map(row -> row.getString(0))
                .toArray(String[]::new);
        return devices.length == 0
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(TRIM)
                        .execute(Tuple.of(devices, limits.entries() - 1L))
                        .replaceWithVoid();
    }

    /** Twice as many may go as have come, so that those that are too old get fewer. */
    private Uni<Void> forgetOld(int more) {
        long limit = 2 * come.addAndGet(more);
        Instant now = clock.instant();
        Instant before = looked.get();
        if (now.isBefore(before.plus(limits.clearing())) || !looked.compareAndSet(before, now)) {
            return Uni.createFrom().voidItem();
        }
        come.set(0);
        OffsetDateTime oldest = now.minus(limits.kept()).atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(FORGET_OLD).execute(Tuple.of(oldest, limit)).replaceWithVoid();
    }

    private static Tuple columns(List<TimelineEntry> entries) {
        return Tuple.of(TRIM_EVERY)
                .addArrayOfString(column(entries, TimelineEntry::device))
                .addArrayOfString(column(entries, TimelineEntry::origin))
                .addArrayOfString(column(entries, TimelineEntry::workspace))
                .addArrayOfOffsetDateTime(entries.stream()
                        .map(entry -> entry.at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(column(entries, TimelineEntry::type))
                .addArrayOfString(column(entries, entry -> new JsonObject(entry.detail()).encode()));
    }

    private static String[] column(List<TimelineEntry> entries, Function<TimelineEntry, String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    @Override
    public Uni<Void> forget(Collection<String> devices) {
        return pool.preparedQuery("delete from timeline_entry where device = any($1)")
                .execute(Tuple.of(devices.toArray(String[]::new)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Page<TimelineEntry>> page(String workspace, String reference, List<String> types, PageRequest page) {
        return pool.preparedQuery(RESOLVE)
                .execute(Tuple.of(workspace, reference))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new DeviceUnknown(reference);
                    }
                    return rows.iterator().next().getString(0);
                })
                .chain(device -> page(device, types.toArray(String[]::new), page));
    }

    private Uni<Page<TimelineEntry>> page(String device, String[] types, PageRequest page) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(device, types))
                .map(counted -> counted.iterator().next().getLong(0))
                .chain(total -> pool.preparedQuery(PAGE)
                        .execute(Tuple.of(device, types, (long) page.limit(), (long) page.offset()))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(PostgresTimelines::entry)
                                .toList())
                        .map(entries -> new Page<>(entries, total, page)));
    }

    private static TimelineEntry entry(Row row) {
        return new TimelineEntry(
                row.getString("workspace"),
                row.getString("device"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("origin"),
                row.getString("type"),
                row.get(JsonObject.class, "detail").getMap());
    }

    @Override
    public String kind() {
        return "timelineEntries";
    }

    @Override
    public boolean isHistory() {
        return true;
    }

    @Override
    public Uni<Long> removeOf(DeviceId device) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from timeline_entry where device = :device")
                        .setParameter("device", device.value())
                        .executeUpdate())
                .map(Integer::longValue);
    }
}
