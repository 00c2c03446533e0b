package io.muster.provisioning.onboarding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.muster.events.LifecycleEvent;
import io.muster.kit.device.KnownDevice;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReceptionTest {

    private static final Newcomer NEWCOMER =
            new Newcomer("ws_a", "sensor-1", "sensor", "Sensor", Map.of(), List.of(), Map.of(), List.of(), "test");

    private final NewcomerRules rules = new NewcomerRules(new SmallRyeConfigBuilder()
            .withMapping(NewcomerLimits.class)
            .build()
            .getConfigMapping(NewcomerLimits.class));

    /** The moment between two statements cannot be met from outside, so here it is made. */
    @Test
    void aNewcomerWhoseNamesakeIsDeletedWhileItComesInIsNew() {
        Leaving arrivals = new Leaving();

        Admitted admitted =
                new Reception(arrivals, rules).admit(NEWCOMER, "dev_2").await().indefinitely();

        assertThat(admitted.fresh()).isTrue();
        assertThat(admitted.device().id()).isEqualTo("dev_2");
        assertThat(arrivals.known).containsExactly(admitted.device());
    }

    /** Knows one device of that name, which is deleted as soon as it is looked for. */
    private static final class Leaving implements Arrivals {

        private final List<KnownDevice> known =
                new ArrayList<>(List.of(new KnownDevice("dev_1", "ws_a", "sensor-1", "sensor", "active")));

        @Override
        public Uni<Void> hold(String workspace, String deviceId) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> holdAll(List<KnownDevice> devices) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<@Nullable KnownDevice> find(String workspace, String deviceId) {
            known.clear();
            return Uni.createFrom().nullItem();
        }

        @Override
        public Uni<Boolean> addIfNew(KnownDevice device, LifecycleEvent arrival) {
            return Uni.createFrom().item(() -> known.isEmpty() && known.add(device));
        }

        @Override
        public Uni<List<KnownDevice>> namesakes(List<KnownDevice> registered) {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<Void> remove(KnownDevice device) {
            return Uni.createFrom().voidItem();
        }
    }
}
