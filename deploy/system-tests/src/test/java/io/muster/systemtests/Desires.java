package io.muster.systemtests;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static io.muster.systemtests.Commands.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** What devices should be is changed, of one after the other, and now and then of all at once. */
final class Desires implements Work {

    private static final int ROUNDS_TO_BATCH = 100;

    private final List<String> singles;
    private final List<String> many;
    private final Map<String, Integer> changes = new ConcurrentHashMap<>();
    private final Map<String, Integer> batches = new ConcurrentHashMap<>();
    private int round;

    /**
     * @param singles whose shadows nobody else changes
     * @param many to be changed together
     */
    Desires(List<String> singles, List<String> many) {
        this.singles = singles;
        this.many = many;
    }

    @Override
    public void once(Caller caller) throws Caller.Failed {
        String device = singles.get(round % singles.size());
        if (round % ROUNDS_TO_BATCH == 0) {
            Map<String, Object> order = Map.of("deviceIds", many, "desired", Map.of("round", round));
            batches.put(
                    caller.ask("shadow", "PATCH", "/devices/bulk/shadow", order, 202)
                            .getString("data.id"),
                    round);
        }
        round++;
        caller.ask("shadow", "PATCH", "/devices/" + device + "/shadow", Map.of("desired", Map.of("round", round)), 200);
        changes.merge(device, 1, Integer::sum);
    }

    /** Each change is one version; each batch is worked off and has changed each of its devices once. */
    @Override
    public void awaitWhole() {
        for (String batch : batches.keySet()) {
            eventually().untilAsserted(() -> assertThat(Rest.asAdmin()
                            .get("/shadow-batches/" + batch)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath()
                            .getInt("data.waiting"))
                    .isZero());
        }
        Map<String, Integer> versions = new HashMap<>();
        singles.forEach(device -> versions.put(device, version(device)));
        assertThat(versions).isEqualTo(changes);
        assertThat(many).allSatisfy(device -> assertThat(version(device)).isEqualTo(batches.size()));
    }

    private static int version(String device) {
        return Rest.asAdmin()
                .get("/devices/" + device + "/shadow")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("data.version");
    }
}
