package io.muster.kit.device;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.LifecycleEvent;
import io.muster.kit.postgres.Lookups;
import io.smallrye.mutiny.Uni;
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
    private static final String FIND =
            """
            select id, workspace, device_id, type, status from known_device
            where workspace = $1 and (id = $2 or (md5(device_id) = md5($2) and device_id = $2)) and not deleted
            order by id desc limit 1
            """;
    /** A device that was purged has left its id alone. */
    private static final String FIND_KEPT =
            """
            select id, workspace, device_id, type, status from known_device
            where workspace = $1 and id = $2 and deleted and device_id <> ''
            """;

    private static final String BY_ID =
            "select id, workspace, device_id, type, status from known_device where id = $1 and not deleted";

    private final Lookups lookups;
    private final DeviceSettings settings;

    KnownDevices(Lookups lookups, DeviceSettings settings) {
        this.lookups = lookups;
        this.settings = settings;
    }

    /**
     * The device that a request names, by either of its names. A device that is not known yet is waited for as long as
     * {@link DeviceSettings#newsWait()} says: its registration may be on its way. Call it outside of a transaction.
     *
     * <p>Fails with {@link DeviceUnknown} if the workspace has no such device.
     */
    public Uni<KnownDevice> require(String workspace, String reference) {
        return awaitNews(reference, () -> find(workspace, reference));
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
        return lookups.of(FIND, Tuple.of(workspace, reference)).map(KnownDevices::first);
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
