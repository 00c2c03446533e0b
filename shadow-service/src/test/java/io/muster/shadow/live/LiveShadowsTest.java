package io.muster.shadow.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.kit.live.StreamSettings;
import io.muster.kit.live.TooManyListeners;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LiveShadowsTest {

    private static final int ROOM = 2;
    private static final int WAITING = 3;

    private final Seen seen = new Seen();
    private final LiveShadows live = new LiveShadows(seen, new LittleRoom(), new FewListeners());

    @Test
    void aListenerIsToldWhatIsThereAndThenWhatIsNew() {
        AssertSubscriber<Shadow> listener = listen("dev_1", 0);

        seen.has("dev_1", 4);
        look(2);
        seen.has("dev_1", 6);
        seen.has("dev_2", 9);
        look(2);

        assertThat(listener.getItems()).extracting(Shadow::version).containsExactly(4L, 6L);
    }

    @Test
    void oneThatComesAgainIsToldOnlyWhatIsNewer() {
        seen.has("dev_1", 4);
        AssertSubscriber<Shadow> listener = listen("dev_1", 4);

        look(1);
        assertThat(seen.looks).isEmpty();
        seen.has("dev_1", 5);
        look(1);

        assertThat(listener.getItems()).extracting(Shadow::version).containsExactly(5L);
    }

    @Test
    void oneThatKnowsWhatIsNotThereIsToldAll() {
        seen.has("dev_1", 4);
        AssertSubscriber<Shadow> listener = listen("dev_1", 1_000);

        look(2);

        assertThat(listener.getItems()).extracting(Shadow::version).containsExactly(4L);
    }

    @Test
    void oneThatDoesNotReadFailsWhenMoreWaitThanMay() {
        AssertSubscriber<Shadow> listener =
                live.follow(id("dev_1"), 0).subscribe().withSubscriber(AssertSubscriber.create());

        for (int version = 1; version <= WAITING + 1; version++) {
            seen.has("dev_1", version);
            look(1);
        }

        listener.assertFailedWith(BackPressureFailure.class);
    }

    @Test
    void aStreamEndsWithItsDevice() {
        AssertSubscriber<Shadow> listener = listen("dev_gone", 3);

        look(1);

        listener.assertCompleted();
    }

    @Test
    void thereIsRoomForSoManyUntilOneGoes() {
        AssertSubscriber<Shadow> first = listen("dev_1", 0);
        listen("dev_1", 0);

        assertThatThrownBy(() -> live.follow(id("dev_1"), 0)).isInstanceOf(TooManyListeners.class);
        first.cancel();
        listen("dev_1", 0).assertNotTerminated();
    }

    private AssertSubscriber<Shadow> listen(String device, long known) {
        return live.follow(id(device), known).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    private static ShadowId id(String device) {
        return ShadowId.of("ws_abc", device);
    }

    private void look(int times) {
        for (int n = 0; n < times; n++) {
            live.look().await().indefinitely();
        }
    }

    /** Shadows in memory, and of which devices they were read. */
    private static final class Seen implements Sightings {

        private final Map<String, Shadow> shadows = new HashMap<>();
        private final List<String> looks = new ArrayList<>();

        void has(String device, int version) {
            Shadow untouched = Shadow.untouched(id(device));
            shadows.put(
                    device,
                    new Shadow(
                            untouched.id(),
                            version,
                            version,
                            untouched.desired(),
                            untouched.reported(),
                            untouched.policies(),
                            untouched.rejected()));
        }

        @Override
        public Uni<Map<ShadowId, Long>> versions(Collection<String> devices) {
            Map<ShadowId, Long> versions = new HashMap<>();
            if (devices.contains("dev_1")) {
                versions.put(id("dev_1"), 0L);
            }
            shadows.values().forEach(shadow -> versions.put(shadow.id(), shadow.version()));
            return Uni.createFrom().item(versions);
        }

        @Override
        public Uni<List<Shadow>> of(Collection<String> devices) {
            looks.addAll(devices);
            return Uni.createFrom()
                    .item(devices.stream()
                            .filter(shadows::containsKey)
                            .map(shadows::get)
                            .toList());
        }
    }

    private static final class LittleRoom implements LiveLimits {

        @Override
        public Duration poll() {
            return Duration.ofDays(1);
        }

        @Override
        public int buffer() {
            return WAITING;
        }

        @Override
        public Duration longest() {
            return Duration.ofDays(1);
        }
    }

    private static final class FewListeners implements StreamSettings {

        @Override
        public Duration heartbeat() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration farewell() {
            return Duration.ofDays(1);
        }

        @Override
        public int maxListeners() {
            return ROOM;
        }
    }
}
