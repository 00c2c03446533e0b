package io.muster.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Many who change the same devices and groups at the same time. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class GroupContentionComponentTest {

    private static final String COUNTS_ARE_WRONG =
            """
            select count(*) from device_group g
            where g.workspace = $1 and g.members <> (select count(*) from group_member m where m.group_id = g.id)
            """;

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @Inject
    Pool pool;

    @Test
    void nobodyWaitsInACircleAndTheCountsAreRight() {
        registry.fill(pool, 60);
        List<String> names = IntStream.range(0, 60).mapToObj(i -> "d" + i).toList();
        List<String> backwards =
                IntStream.range(0, 60).mapToObj(i -> "d" + (59 - i)).toList();
        String named = registry.group(Map.of("name", "named"));
        String dynamic = registry.group(Map.of("name", "dynamic", "query", "tags has 'x'"));
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            String ending = registry.group(Map.of("name", "ending" + round, "devices", names));
            answers.add(status(() -> add(named, names)));
            answers.add(status(
                    () -> registry.operator().delete("/device-groups/" + ending).statusCode()));
            answers.add(status(() -> bulk(backwards, "addTags")));
            answers.add(status(() -> remove(named, backwards)));
            answers.add(status(() -> bulk(names, "removeTags")));
            for (int i = round; i < 40; i += 4) {
                String device = "d" + i;
                answers.add(status(
                        () -> registry.operator().delete("/devices/" + device).statusCode()));
            }
        }

        assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(200, 204);
        Awaitility.await().untilAsserted(() -> {
            assertThat(registry.members(dynamic)).isEqualTo(registry.listed("?tags=x&limit=100"));
            assertThat(pool.preparedQuery(COUNTS_ARE_WRONG)
                            .execute(Tuple.of(registry.workspace()))
                            .await()
                            .indefinitely()
                            .iterator()
                            .next()
                            .getLong(0))
                    .isZero();
        });
    }

    private int add(String group, List<String> devices) {
        return registry.operator()
                .body(Map.of("devices", devices))
                .post("/device-groups/" + group + "/devices")
                .statusCode();
    }

    private int remove(String group, List<String> devices) {
        return registry.operator()
                .body(Map.of("devices", devices))
                .delete("/device-groups/" + group + "/devices")
                .statusCode();
    }

    private int bulk(List<String> devices, String what) {
        return registry.operator()
                .body(Map.of("deviceIds", devices, what, List.of("x")))
                .post("/devices/bulk/tags")
                .statusCode();
    }

    private static CompletableFuture<Integer> status(Supplier<Integer> request) {
        return CompletableFuture.supplyAsync(request);
    }
}
