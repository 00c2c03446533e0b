package io.muster.registry.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.muster.kit.paging.PageRequest;
import io.muster.kit.query.Condition;
import io.muster.registry.search.DeviceQuery;
import io.muster.registry.search.DeviceSort;
import io.muster.registry.search.SearchSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTotalsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<UniEmitter<? super Long>> counting = new ArrayList<>();
    private final DeviceTotals totals = new DeviceTotals(
            new SmallRyeConfigBuilder()
                    .withMapping(SearchSettings.class)
                    .withSources(new PropertiesConfigSource(
                            Map.of(
                                    "muster.registry.search.exact-total", "10",
                                    "muster.registry.search.total-age", "PT5S",
                                    "muster.registry.search.total-kept", "PT60S"),
                            "test",
                            500))
                    .build()
                    .getConfigMapping(SearchSettings.class),
            nanos::get);

    @Test
    void aSmallTotalIsAlwaysCounted() {
        assertThat(counted(10)).isEqualTo(10);
        assertThat(counted(9)).isEqualTo(9);
    }

    @Test
    void aFreshLargeTotalIsNotCountedAgain() {
        counted(11);
        pass(Duration.ofMillis(4_999));

        assertThat(remembered()).isEqualTo(11);
        assertThat(counting).isEmpty();
    }

    @Test
    void anAgedTotalIsAnsweredAtOnceAndCountedAgainOnce() {
        counted(11);
        pass(Duration.ofSeconds(5));

        assertThat(remembered()).isEqualTo(11);
        assertThat(remembered()).isEqualTo(11);
        assertThat(counting).hasSize(1);
        counting.remove(0).complete(12L);

        assertThat(remembered()).isEqualTo(12);
    }

    @Test
    void aCountThatFailsIsTriedAgain() {
        counted(11);
        pass(Duration.ofSeconds(5));
        remembered();
        counting.remove(0).fail(new IllegalStateException());

        assertThat(remembered()).isEqualTo(11);
        assertThat(counting).hasSize(1);
    }

    @Test
    void aLargeTotalThatBecameSmallIsCountedFromThenOn() {
        counted(11);
        pass(Duration.ofSeconds(5));
        remembered();
        counting.remove(0).complete(3L);

        assertThat(counted(4)).isEqualTo(4);
    }

    @Test
    void nobodyIsToldATotalThatIsTooOld() {
        counted(11);
        pass(Duration.ofSeconds(60));

        assertThat(counted(30)).isEqualTo(30);
    }

    /** The total, where it has to be waited for until it is counted. */
    private long counted(long devices) {
        var answer = ask().subscribeAsCompletionStage();
        assertThat(answer).isNotDone();
        counting.remove(0).complete(devices);
        return answer.join();
    }

    private long remembered() {
        var answer = ask().subscribeAsCompletionStage();
        assertThat(answer).isDone();
        return answer.join();
    }

    private Uni<Long> ask() {
        DeviceQuery query =
                new DeviceQuery("ws", Condition.ALWAYS, DeviceSort.OLDEST_FIRST, new PageRequest(1, 25), null);
        return totals.of(query, () -> Uni.createFrom().emitter(counting::add));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
