package io.muster.shadow.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.shadow.change.ShadowChange;
import io.muster.shadow.change.Shadows;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.document.Source;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class ReplicasComponentTest {

    private static final String WORKSPACE = "ws_abc";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHANGES = 400;

    private final Vertx vertx;
    private final Pool pool;
    private final SharedTransactions transactions;
    private final WriteSettings settings;

    ReplicasComponentTest(Vertx vertx, Pool pool, SharedTransactions transactions, WriteSettings settings) {
        this.vertx = vertx;
        this.pool = pool;
        this.transactions = transactions;
        this.settings = settings;
    }

    @Test
    void twoThatWriteAtOnceLoseNothing() {
        List<Shadows> replicas = List.of(replica(), replica());
        List<ShadowId> ids = Stream.generate(
                        () -> TestDevice.registered(WORKSPACE).id())
                .limit(5)
                .flatMap(device ->
                        Stream.of(ShadowId.of(WORKSPACE, device, null), ShadowId.of(WORKSPACE, device, "other")))
                .toList();
        Map<ShadowId, Map<String, Object>> wanted = new HashMap<>();
        for (int n = 0; n < CHANGES; n++) {
            wanted.computeIfAbsent(ids.get(n % ids.size()), id -> new HashMap<>())
                    .put("key" + n, n);
        }

        Multi.createFrom()
                .range(0, CHANGES)
                .onItem()
                .transformToUni(n -> change(replicas.get(n / 3 % 2), ids.get(n % ids.size()), n))
                .merge(100)
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);

        for (ShadowId id : ids) {
            Shadow shadow = replicas.get(0).find(id).await().atMost(PATIENCE);
            assertThat(shadow.desired().state().values()).isEqualTo(wanted.get(id));
            assertThat(shadow.version()).isEqualTo(CHANGES / ids.size());
        }
    }

    private Shadows replica() {
        return new PostgresShadows(vertx, pool, transactions, settings);
    }

    /** A device that is not heard of yet is waited for by those who call, not here. */
    private static Uni<Shadow> change(Shadows replica, ShadowId id, int n) {
        return replica.update(id, before -> desiring(before, n))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(50))
                .atMost(50);
    }

    private static ShadowChange desiring(ShadowChange before, int n) {
        Shadow after = before.shadow().desire(Map.of("key" + n, n), Map.of(), Source.PERSON, Instant.now());
        return new ShadowChange(after, List.of(), false);
    }
}
