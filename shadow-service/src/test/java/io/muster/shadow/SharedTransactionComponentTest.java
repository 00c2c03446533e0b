package io.muster.shadow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.muster.events.ShadowEvent.DesiredChanged;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.WORKSPACE;
import static io.muster.shadow.Callers.as;
import static io.muster.shadow.Callers.desire;
import static io.muster.shadow.Callers.read;
import static org.assertj.core.api.Assertions.assertThat;

/** Changes that come while a transaction is under way go together in the next one. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class SharedTransactionComponentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** As many as there are writers, and one more: so two of them have the same one. */
    private static final int DEVICES = 3;

    private final Pool pool;
    private final ExecutorService callers = Executors.newFixedThreadPool(40);

    /** The pool stands in for somebody else who changes a shadow, and so makes a transaction take long. */
    SharedTransactionComponentTest(Pool pool) {
        this.pool = pool;
    }

    @AfterEach
    void callersGo() {
        callers.shutdownNow();
    }

    @Test
    void changesOfOneShadowThatComeTogetherAreAVersionAndAnEventEach() {
        String device = changedOnce();

        List<Response> answers = whileHeld(
                List.of(device),
                IntStream.range(0, 20)
                        .<Supplier<Response>>mapToObj(n -> () -> desire(device, Map.of("key" + n, n)))
                        .toList());

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.jsonPath().getInt("data.version"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(2, 21).boxed().toList());
        assertThat(read(device).jsonPath().getMap("data.delta")).hasSize(21);
        assertThat(as("viewer")
                        .get("/devices/{id}/shadow/history?limit=100", device)
                        .jsonPath()
                        .getList("data.version"))
                .hasSize(21);
        for (int version = 2; version <= 21; version++) {
            int wanted = version;
            TestTopics.await(
                    Topic.SHADOW_LIFECYCLE,
                    DesiredChanged.class,
                    event -> event.device().equals(device) && event.revision() == wanted);
        }
    }

    @Test
    void oneThatIsRefusedSpoilsNothingForTheOthers() {
        List<String> devices = List.of(changedOnce(), changedOnce(), changedOnce());
        List<Supplier<Response>> calls = new ArrayList<>();
        devices.forEach(device -> {
            calls.add(() -> desire(device, Map.of("a", 1)));
            calls.add(() -> as("operator")
                    .header("If-Match", "\"99\"")
                    .body("{\"desired\":{\"stale\":1}}")
                    .patch("/devices/{id}/shadow", device));
            calls.add(() -> as("operator")
                    .body("{\"desired\":{\"stale\":1},\"version\":99}")
                    .patch("/devices/{id}/shadow", device));
            calls.add(() -> desire(device, Map.of("large", "x".repeat(40_000))));
            calls.add(() -> desire(device, Map.of("b", 2)));
        });

        List<Response> answers = whileHeld(devices, calls);

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsExactly(200, 412, 409, 413, 200, 200, 412, 409, 413, 200, 200, 412, 409, 413, 200);
        devices.forEach(device ->
                assertThat(read(device).jsonPath().getMap("data.delta")).isEqualTo(Map.of("first", 1, "a", 1, "b", 2)));
    }

    @Test
    void whatPostgresRefusesFailsAlone() {
        List<String> devices = new ArrayList<>();
        for (int n = 0; n < DEVICES * 4; n++) {
            devices.add(changedOnce());
        }
        String guilty = devices.get(DEVICES);
        refuse(guilty);
        try {
            List<Response> answers = whileHeld(
                    devices,
                    devices.stream()
                            .<Supplier<Response>>map(device -> () -> desire(device, Map.of("a", 1)))
                            .toList());

            assertThat(answers.get(DEVICES).statusCode()).isEqualTo(500);
            answers.remove(DEVICES);
            assertThat(answers).extracting(Response::statusCode).containsOnly(200);
            assertThat(read(guilty).jsonPath().getInt("data.version")).isEqualTo(1);
        } finally {
            run("drop trigger refusing on shadow_version");
            run("drop function refuse_version");
        }
    }

    @Test
    void shadowsThatAreMadeTogetherAreAsManyAsThereMayBe() {
        String device = TestDevice.registered(WORKSPACE).id();
        desire(device, Map.of("first", 1)).then().statusCode(200);

        List<Response> answers = whileHeld(
                List.of(device),
                IntStream.range(0, 25)
                        .<Supplier<Response>>mapToObj(n -> () -> as("operator")
                                .body("{\"desired\":{\"a\":1}}")
                                .patch("/devices/{id}/shadow?name=n" + n, device))
                        .toList(),
                () -> desire(device, Map.of("second", 2)));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(20);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).hasSize(5);
    }

    private static String changedOnce() {
        String device = TestDevice.registered(WORKSPACE).id();
        desire(device, Map.of("first", 1)).then().statusCode(200);
        return device;
    }

    private List<Response> whileHeld(List<String> devices, List<Supplier<Response>> calls) {
        String first = devices.get(0);
        return whileHeld(devices, calls, () -> read(first));
    }

    /** The answers to calls that come while the devices' shadows are held by somebody, and so come together. */
    private List<Response> whileHeld(List<String> devices, List<Supplier<Response>> calls, Supplier<Response> before) {
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        List<CompletableFuture<Response>> answers = new ArrayList<>();
        CompletableFuture<Response> first;
        try {
            Transaction holding = connection.begin().await().atMost(PATIENCE);
            connection
                    .preparedQuery("select from shadow where device = any($1) order by device for update")
                    .execute(Tuple.of(devices.toArray(String[]::new)))
                    .await()
                    .atMost(PATIENCE);
            first = CompletableFuture.supplyAsync(before, callers);
            for (Supplier<Response> call : calls) {
                // In this order, as far as callers can tell.
                Awaitility.await().pollDelay(Duration.ofMillis(30)).until(() -> true);
                answers.add(CompletableFuture.supplyAsync(call, callers));
            }
            Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            holding.commit().await().atMost(PATIENCE);
        } finally {
            connection.close().await().atMost(PATIENCE);
        }
        first.join();
        return new ArrayList<>(answers.stream().map(CompletableFuture::join).toList());
    }

    private void refuse(String device) {
        run("create function refuse_version() returns trigger language plpgsql as $$ begin" + " if new.device = '"
                + device + "' then raise exception 'not this one'; end if; return new; end $$");
        run("create trigger refusing before insert on shadow_version for each row execute function refuse_version()");
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }
}
