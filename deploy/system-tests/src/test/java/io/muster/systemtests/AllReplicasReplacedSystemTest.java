package io.muster.systemtests;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;

/** Every service runs twice, at one Postgres, one Kafka and one broker, and all of them are replaced while people work. */
@EnabledIfSystemProperty(named = "muster.replaced", matches = "true")
class AllReplicasReplacedSystemTest {

    private static final System.Logger LOG = System.getLogger(AllReplicasReplacedSystemTest.class.getName());
    private static final List<String> SERVICES = List.of("registry", "provisioning", "telemetry", "command", "shadow");
    private static final int LISTENING = 8;
    private static final int SINGLES = 4;
    private static final int TOGETHER = 100;
    private static final int REPORTING = 5;

    private final Map<String, ReplicatedService> services = new ConcurrentHashMap<>();

    @BeforeEach
    void eachServiceRunsTwice() {
        STACK.awaitRecovery();
        atOnce(SERVICES, service -> services.put(service, ReplicatedService.twice(service)));
    }

    @AfterEach
    void eachRunsOnceAgain() throws Exception {
        for (ReplicatedService service : services.values()) {
            service.close();
        }
    }

    @Test
    void allReplicasAreReplacedUnderLoadWithoutAFailedRequestAndWithEachEffectOnce() throws Exception {
        List<String> fleet = Fleet.registered(SINGLES + TOGETHER + 1);
        Fleet.awaitKnown(fleet, "telemetry", "shadow");
        try (ObedientDevices devices = ObedientDevices.listening(LISTENING)) {
            List<Work> works = List.of(
                    new Registrations(),
                    new Registrations(),
                    new Readings(fleet.get(SINGLES + TOGETHER)),
                    new Orders(devices),
                    new Desires(fleet.subList(0, SINGLES), fleet.subList(SINGLES, SINGLES + TOGETHER)),
                    new Listening());
            Burst reports = Burst.steady(REPORTING, Duration.ofMinutes(5));
            String rollout = rollout(devices.ids());
            MixedLoad load = MixedLoad.of(works, addresses());

            replaceAll();

            load.stop();
            reports.stop();
            LOG.log(Level.INFO, "{0} rounds of work, {1} failed", load.rounds(), load.failures());
            assertThat(load.failures()).isEmpty();
            reports.awaitAcknowledged();
            reports.awaitStoredOnce();
            for (Work work : works) {
                work.awaitWhole();
            }
            awaitEachOnce(rollout, devices);
        }
    }

    /** One Deployment after the other, each pod by pod: all of them at once start more programs than two cores can. */
    private void replaceAll() {
        SERVICES.forEach(service -> services.get(service).replaceAll());
    }

    private static <T> void atOnce(Collection<T> things, Consumer<T> task) {
        CompletableFuture.allOf(things.stream()
                        .map(thing ->
                                CompletableFuture.runAsync(() -> task.accept(thing), run -> new Thread(run).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private Map<String, URI> addresses() {
        return services.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, service -> service.getValue()
                .url()));
    }

    /** Slow enough to be underway all the time that it takes to replace everything. */
    private static String rollout(List<String> devices) {
        return Fleet.rollout(Map.of(
                "target", Map.of("deviceIds", devices),
                "command", "update",
                "waves", List.of(Map.of("count", 2), Map.of("count", 2)),
                "gates", Map.of("successPercent", 100),
                "rate", Map.of("basePerMinute", 10)));
    }

    /** And nothing was heard beside it but what was ordered one by one. */
    private static void awaitEachOnce(String rollout, ObedientDevices devices) {
        Fleet.awaitRollout(rollout, "succeeded");
        assertThat(devices.ids()).allSatisfy(device -> assertThat(Rest.asAdmin()
                        .get("/devices/" + device + "/commands?limit=500")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .<String>getList("data.findAll { it.command == 'update' }.status"))
                .containsExactly("succeeded"));
        assertThat(devices.heard().values())
                .as("how often each command was heard")
                .containsOnly(1);
    }
}
