package io.muster.kit.device;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.LifecycleEvent;
import io.muster.kit.Batcher;
import io.muster.kit.json.CleanText;
import io.muster.kit.postgres.DatabaseSettings;
import io.muster.kit.postgres.Lookups;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The service's own projection of {@code device-lifecycle}: it answers while the registry is down. */
@ApplicationScoped
public class KnownDevices {

    private static final String UPSERT =
            """
            insert into known_device as known (id, workspace, device_id, type, status, revision, deleted)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::boolean[])
                as said (id, workspace, device_id, type, status, revision, deleted)
            order by id
            on conflict (id) do update set
                device_id = excluded.device_id, type = excluded.type, status = excluded.status,
                revision = excluded.revision, deleted = excluded.deleted
            where known.revision < excluded.revision
            """;
    /** Each name by an index of its own; one that two devices had means the one that came last. */
    private static final String FIND =
            """
            select distinct on (position) position, known.*
            from unnest($1::text[], $2::text[]) with ordinality as asked (workspace, reference, position)
            cross join lateral (
                select id, workspace, device_id, type, status from known_device
                where id = asked.reference and workspace = asked.workspace and not deleted
                union all
                select id, workspace, device_id, type, status from known_device
                where workspace = asked.workspace and md5(device_id) = md5(asked.reference)
                    and device_id = asked.reference and not deleted) as known
            order by position, id desc
            """;
    /** A device that was purged has left its id alone. */
    private static final String FIND_KEPT =
            """
            select id, workspace, device_id, type, status from known_device
            where workspace = $1 and id = $2 and deleted and device_id <> ''
            """;

    private static final String BY_ID =
            "select id, workspace, device_id, type, status from known_device where id = $1 and not deleted";

    /** Who is meant by a name. */
    private record Asked(String workspace, String reference) {}

    private final Lookups lookups;
    private final DeviceSettings settings;
    private final Batcher<Asked, @Nullable KnownDevice> finding;

    KnownDevices(Vertx vertx, Lookups lookups, DeviceSettings settings, DatabaseSettings database) {
        this.lookups = lookups;
        this.settings = settings;
        this.finding = new Batcher<>(
                vertx,
                new Batcher.Limits(
                        settings.lookupsTogether(),
                        settings.lookupsAtOnce(),
                        settings.lookupsWaiting(),
                        database.lookup()),
                this::findAll);
    }

    /**
     * The device that a request names, by either of its names. A device that is not known yet is waited for as long as
     * {@link DeviceSettings#newsWait()} says: its registration may be on its way. Call it outside of a transaction.
     *
     * <p>Fails with {@link DeviceUnknown} if the workspace has no such device.
     */
    public Uni<KnownDevice> require(String workspace, String reference) {
        return find(workspace, reference)
                .onItem()
                .ifNull()
                .switchTo(() -> awaitNews(reference, () -> find(workspace, reference)));
    }

    /** What the query finds, as soon as it does; fails with {@link DeviceUnknown} if that takes too long. */
    <T> Uni<T> awaitNews(String reference, Supplier<Uni<@Nullable T>> query) {
        return Uni.createFrom()
                .<T>deferred(query::get)
                .onItem()
                .ifNull()
                .failWith(() -> new DeviceUnknown(reference))
                .onFailure(DeviceUnknown.class)
                .retry()
                .withBackOff(settings.newsPoll(), settings.newsPoll().multipliedBy(4))
                .withJitter(0)
                .expireIn(settings.newsWait().toMillis())
                .onFailure(failure -> failure.getCause() instanceof DeviceUnknown)
                .transform(Throwable::getCause);
    }

    /**
     * As {@link #require}, and also a device that was deleted without its history, by its {@code id}: for those who
     * read what is kept of it.
     */
    public Uni<KnownDevice> requireKept(String workspace, String reference) {
        return lookups.of(FIND_KEPT, Tuple.of(workspace, reference))
                .map(KnownDevices::first)
                .chain(kept -> kept == null
                        ? require(workspace, reference)
                        : Uni.createFrom().item(kept));
    }

    /** The device with this {@code id} in any workspace, or null: for what comes from devices, not from callers. */
    public Uni<@Nullable KnownDevice> byId(String id) {
        return lookups.of(BY_ID, Tuple.of(id)).map(KnownDevices::first);
    }

    /** The device, or null. */
    public Uni<@Nullable KnownDevice> find(String workspace, String reference) {
        // What Postgres cannot keep is nobody's name.
        return CleanText.isClean(reference)
                ? finding.ask(new Asked(workspace, reference))
                : Uni.createFrom().nullItem();
    }

    private Uni<List<Uni<@Nullable KnownDevice>>> findAll(List<Asked> asked) {
        Tuple names = Tuple.of(
                asked.stream().map(Asked::workspace).toArray(String[]::new),
                asked.stream().map(Asked::reference).toArray(String[]::new));
        return lookups.of(FIND, names).map(rows -> {
            List<Uni<@Nullable KnownDevice>> found = new ArrayList<>(
                    Collections.nCopies(asked.size(), Uni.createFrom().nullItem()));
            rows.forEach(row -> found.set(
                    (int) (row.getLong("position") - 1), Uni.createFrom().item(device(row))));
            return found;
        });
    }

    /**
     * Takes the registry's words, unless newer ones are known. Of a device that is to be forgotten only its id stays,
     * so that older words about it are still known to be old.
     */
    Uni<Void> learn(List<DeviceEvent> events) {
        List<DeviceEvent> words = List.copyOf(LifecycleEvent.newest(events));
        return lookups.of(UPSERT, Tuple.from(new Object[] {
                    texts(words, DeviceEvent::subject),
                    texts(words, DeviceEvent::workspace),
                    texts(words, event -> forgets(event) ? "" : event.device().deviceId()),
                    texts(words, event -> forgets(event) ? "" : event.device().type()),
                    texts(words, event -> event.device().status()),
                    words.stream().map(DeviceEvent::revision).toArray(Long[]::new),
                    words.stream().map(DeviceDeleted.class::isInstance).toArray(Boolean[]::new)
                }))
                .replaceWithVoid();
    }

    private static boolean forgets(DeviceEvent event) {
        return event instanceof DeviceDeleted deletion && deletion.purgeData();
    }

    private static String[] texts(List<DeviceEvent> events, Function<DeviceEvent, String> text) {
        return events.stream().map(text).toArray(String[]::new);
    }

    static @Nullable KnownDevice first(RowSet<Row> rows) {
        for (Row row : rows) {
            return device(row);
        }
        return null;
    }

    static KnownDevice device(Row row) {
        return new KnownDevice(
                row.getString("id"),
                row.getString("workspace"),
                row.getString("device_id"),
                row.getString("type"),
                row.getString("status"));
    }
}
