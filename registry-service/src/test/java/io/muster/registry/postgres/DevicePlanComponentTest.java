package io.muster.registry.postgres;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import io.muster.kit.Ids;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.query.Condition;
import io.muster.kit.testing.RealServers;
import io.muster.registry.search.DeviceCursor;
import io.muster.registry.search.DeviceLanguage;
import io.muster.registry.search.DeviceQuery;
import io.muster.registry.search.DeviceSort;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How Postgres answers searches in a workspace that is one of several. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DevicePlanComponentTest {

    private static final String DEVICES =
            """
            insert into device (id, workspace, device_id, type, name, status, provisioned, info, tags, metadata, revision,
                created_at, updated_at)
            select $1 || n, $1 || n % 8, 'device ' || n, 'type ' || n % 5, 'name ' || n, 'active', true,
                jsonb_build_object('firmware', '1.' || n % 50), array['tag ' || n % 100], jsonb_build_object('n', n % 500),
                1, now(), now() - n * interval '1 second'
            from generate_series(1, 16000) n
            """;
    private static final String CONNECTIONS =
            """
            insert into device_connection (device, workspace, last_seen)
            select id, workspace, updated_at from device where starts_with(id, $1)
            """;

    private static @Nullable String prefix;

    @Inject
    Pool pool;

    @Inject
    DeviceLanguage language;

    @BeforeEach
    void devicesOfEightWorkspaces() {
        if (prefix == null) {
            prefix = Ids.next("ws") + "_";
            execute(DEVICES, Tuple.of(prefix));
            execute(CONNECTIONS, Tuple.of(prefix));
            execute("analyze device, device_connection", Tuple.tuple());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"createdAt", "updatedAt", "deviceId", "name", "type", "status", "lastSeen"})
    void eachOrderIsTheWalkOfAnIndexInEitherDirection(String field) {
        for (String direction : List.of(":asc", ":desc")) {
            DeviceSort sort = DeviceSort.parse(field + direction).orElseThrow();
            boolean time = field.endsWith("At") || field.equals("lastSeen");
            String first = time ? "2000-01-01T00:00:00Z" : "a";
            String last = time ? "2100-01-01T00:00:00Z" : "z";
            String key = sort.newestFirst() ? last : first;
            for (DeviceCursor after : new DeviceCursor[] {null, new DeviceCursor(sort, 2, List.of(key), "dev_1")}) {
                String plan = planWithoutSorting(Condition.ALWAYS, sort, after);

                assertThat(plan).contains("Index").doesNotContain("Seq Scan on device d");
                // The page itself is put in order once more; what it is taken from is not.
                assertThat(plan.split("Sort Key", -1)).as(plan).hasSizeLessThanOrEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = 'type 1'",
                "status = 'active'",
                "tags HAS 'tag 1'",
                "tags HAS ANY ('tag 1', 'tag 2')",
                "metadata.n = 7",
                "info.firmware = '1.7'",
                "text CONTAINS 'name 77'",
                "name CONTAINS '777'",
                "name = 'name 77'",
                "deviceId IN ('device 1', 'device 2')",
                "connected = true",
                "lastSeen > now-1m",
                "group = 'north'",
            })
    void noTableIsReadFromEndToEnd(String query) {
        Condition condition = language.read(query).condition();

        assertThat(plan(condition, DeviceSort.OLDEST_FIRST, null)).doesNotContain("Seq Scan on device d");
        DeviceSearchSql sql = search(condition, DeviceSort.OLDEST_FIRST, null);
        assertThat(explain(sql.count(), sql.countParameters())).doesNotContain("Seq Scan on device d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text CONTAINS 'name 77'", "tags HAS 'tag 1'", "metadata.n = 7", "type = 'none'"})
    void fewAreFoundByWhatTheyAreNotByWhereTheyStandInTheOrder(String query) {
        for (String order : List.of("createdAt:asc", "name:desc", "lastSeen:desc,deviceId:asc")) {
            DeviceSort sort = DeviceSort.parse(order).orElseThrow();
            DeviceCursor after = new DeviceCursor(sort, 2, keys(order), "dev_1");
            for (DeviceCursor begin : new DeviceCursor[] {null, after}) {
                DeviceSearchSql.Statement page =
                        search(language.read(query).condition(), sort, begin).sort(25);

                assertThat(explain(page.sql(), page.parameters()))
                        .containsAnyOf("device_by_content", "device_by_type")
                        .doesNotContain(
                                "device_by_age", "device_by_name", "device_by_device_id", "Seq Scan on device d");
            }
        }
    }

    private static List<String> keys(String order) {
        return order.contains(",")
                ? List.of("2000-01-01T00:00:00Z", "a")
                : List.of(order.startsWith("name") ? "z" : "2000-01-01T00:00:00Z");
    }

    @Test
    void devicesWithOldFirmwareAreFoundByAnIndex() {
        Condition condition = language.read("info.firmware < version('1.4.0')").condition();

        DeviceSearchSql sql = search(condition, DeviceSort.OLDEST_FIRST, null);
        assertThat(explain(sql.count(), sql.countParameters())).contains("device_by_firmware");
    }

    @ParameterizedTest
    @ValueSource(strings = {"group = 'north'", "groupTree = 'north'"})
    void aGroupIsFoundOnceAndNotForEachDevice(String query) {
        DeviceSearchSql sql = search(language.read(query).condition(), DeviceSort.OLDEST_FIRST, null);

        assertThat(explain(sql.count(), sql.countParameters())).contains("group_id = ANY ((InitPlan");
    }

    private String plan(Condition condition, DeviceSort sort, @Nullable DeviceCursor after) {
        DeviceSearchSql.Statement page = search(condition, sort, after).walk(25);
        return explain(page.sql(), page.parameters());
    }

    /** Whether an index has the order at all: for so few devices Postgres may well take sorting for cheaper. */
    private String planWithoutSorting(Condition condition, DeviceSort sort, @Nullable DeviceCursor after) {
        DeviceSearchSql.Statement page = search(condition, sort, after).walk(25);
        RowSet<Row> plan = pool.withTransaction(transaction -> transaction
                        .query("set local enable_sort = off")
                        .execute()
                        .chain(() -> transaction
                                .preparedQuery("explain " + page.sql())
                                .execute(page.parameters())))
                .await()
                .indefinitely();
        return lines(plan);
    }

    private static DeviceSearchSql search(Condition condition, DeviceSort sort, @Nullable DeviceCursor after) {
        return new DeviceSearchSql(
                new DeviceQuery(prefix + "3", condition, sort, new PageRequest(1, 25), after), Instant.now());
    }

    private String explain(String sql, Tuple parameters) {
        return lines(execute("explain " + sql, parameters));
    }

    private static String lines(RowSet<Row> plan) {
        return StreamSupport.stream(plan.spliterator(), false)
                .map(row -> row.getString(0))
                .collect(Collectors.joining("\n"));
    }

    private RowSet<Row> execute(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).await().indefinitely();
    }
}
