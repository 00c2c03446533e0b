package io.muster.registry.postgres;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Ids;
import io.muster.kit.paging.Page;
import io.muster.registry.credential.DeviceCredential;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceId;
import io.muster.registry.device.DeviceInfo;
import io.muster.registry.device.DeviceProfile;
import io.muster.registry.device.DeviceRefusal.DeviceUnknown;
import io.muster.registry.device.DeviceStatus;
import io.muster.registry.search.DeviceCard;
import io.muster.registry.search.DeviceCatalog;
import io.muster.registry.search.DeviceCursor;
import io.muster.registry.search.DeviceQuery;
import io.muster.registry.search.SearchSettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Reads devices with all that belongs to them in one statement, past the ORM. */
@ApplicationScoped
class PostgresDeviceCatalog implements DeviceCatalog {

    private final Pool pool;
    private final DeviceTotals totals;
    private final SearchSettings settings;
    private final Clock clock = Clock.systemUTC();

    PostgresDeviceCatalog(Pool pool, DeviceTotals totals, SearchSettings settings) {
        this.pool = pool;
        this.totals = totals;
        this.settings = settings;
    }

    @Override
    public Uni<DeviceCard> require(String workspace, String reference) {
        return pool.preparedQuery(Ids.isDeviceId(reference) ? DeviceSql.BY_ID : DeviceSql.BY_NAME)
                .execute(Tuple.of(workspace, reference))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new DeviceUnknown(reference);
                    }
                    return card(rows.iterator().next());
                });
    }

    /** One device more than the page has is read: it says whether there is another page. */
    @Override
    public Uni<Page<DeviceCard>> page(DeviceQuery query) {
        DeviceSearchSql sql = new DeviceSearchSql(query, clock.instant());
        int limit = query.page().limit();
        return totals.of(query, () -> count(sql)).chain(total -> cards(find(sql, total, limit + 1))
                .map(cards -> new Page<>(
                        cards.subList(0, Math.min(limit, cards.size())),
                        total,
                        query.page(),
                        cards.size() > limit
                                ? DeviceCursor.behind(
                                                cards.get(limit - 1),
                                                query.sort(),
                                                query.page().page())
                                        .cursor()
                                : null)));
    }

    private DeviceSearchSql.Statement find(DeviceSearchSql sql, long total, int devices) {
        return total > settings.sortedTotal() ? sql.walk(devices) : sql.sort(devices);
    }

    @Override
    public Multi<List<DeviceCard>> export(DeviceQuery query) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(query), this::nextBatch)
                .whilst(cards -> cards.size() == settings.exportBatch());
    }

    private Uni<List<DeviceCard>> nextBatch(AtomicReference<DeviceQuery> place) {
        DeviceQuery query = place.get();
        return cards(new DeviceSearchSql(query, clock.instant()).walk(settings.exportBatch()))
                .invoke(cards -> {
                    if (!cards.isEmpty()) {
                        place.set(query.behind(cards.get(cards.size() - 1)));
                    }
                });
    }

    private Uni<Long> count(DeviceSearchSql sql) {
        return pool.preparedQuery(sql.count())
                .execute(sql.countParameters())
                .map(counted -> counted.iterator().next().getLong(0));
    }

    private Uni<List<DeviceCard>> cards(DeviceSearchSql.Statement page) {
        return pool.preparedQuery(page.sql()).execute(page.parameters()).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(PostgresDeviceCatalog::card)
                .toList());
    }

    private static DeviceCard card(Row row) {
        return new DeviceCard(device(row), credential(row), ConnectionRow.read(row));
    }

    private static Device device(Row row) {
        Map<String, String> info = new LinkedHashMap<>();
        json(row, "info").forEach((name, value) -> info.put(name, value.toString()));
        return new Device(
                new DeviceId(row.getString("id")),
                row.getString("workspace"),
                row.getString("device_id"),
                new DeviceProfile(
                        row.getString("type"),
                        row.getString("name"),
                        row.getString("description"),
                        DeviceInfo.of(info),
                        List.of(row.getArrayOfStrings("tags")),
                        json(row, "metadata"),
                        Locations.read(row)),
                DeviceStatus.of(row.getString("status")).orElseThrow(),
                row.getBoolean("provisioned"),
                row.getLong("revision"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static @Nullable DeviceCredential credential(Row row) {
        String type = row.getString("credential_type");
        return type == null
                ? null
                : new DeviceCredential(
                        type,
                        row.getString("client_id"),
                        row.getString("username"),
                        row.getString("certificate"),
                        Times.read(row, "expires_at"),
                        List.of(row.getArrayOfStrings("subscribe")),
                        List.of(row.getArrayOfStrings("publish")));
    }

    private static Map<String, Object> json(Row row, String column) {
        return row.get(JsonObject.class, column).getMap();
    }
}
