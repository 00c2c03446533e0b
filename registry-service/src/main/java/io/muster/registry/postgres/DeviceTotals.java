package io.muster.registry.postgres;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.muster.kit.query.Condition;
import io.muster.registry.search.DeviceQuery;
import io.muster.registry.search.SearchSettings;
import io.smallrye.mutiny.Uni;

/**
 * How many devices a search finds. To count many takes far longer than to read a page of them, so a large total is
 * remembered, and counted again beside the answer when it is no longer fresh; a small one is always counted.
 */
@ApplicationScoped
class DeviceTotals {

    /** The condition, not its parameters: in those, each question has its own {@code now}. */
    private record Question(String workspace, Condition condition) {}

    private record Total(long devices, long at, AtomicBoolean countedAgain) {}

    private final Cache<Question, Total> large;
    private final SearchSettings settings;
    private final Ticker ticker;

    @Inject
    DeviceTotals(SearchSettings settings) {
        this(settings, Ticker.systemTicker());
    }

    DeviceTotals(SearchSettings settings, Ticker ticker) {
        this.large = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(settings.totalKept())
                .maximumSize(settings.rememberedTotals())
                .build();
        this.settings = settings;
        this.ticker = ticker;
    }

    Uni<Long> of(DeviceQuery query, Supplier<Uni<Long>> count) {
        Question question = new Question(query.workspace(), query.condition());
        Total remembered = large.getIfPresent(question);
        if (remembered == null) {
            return count.get().invoke(devices -> remember(question, devices));
        }
        boolean fresh = ticker.read() - remembered.at() < settings.totalAge().toNanos();
        if (!fresh && remembered.countedAgain().compareAndSet(false, true)) {
            count.get().subscribe().with(devices -> remember(question, devices), failure -> remembered
                    .countedAgain()
                    .set(false));
        }
        return Uni.createFrom().item(remembered.devices());
    }

    private void remember(Question question, long devices) {
        if (devices > settings.exactTotal()) {
            large.put(question, new Total(devices, ticker.read(), new AtomicBoolean()));
        } else {
            large.invalidate(question);
        }
    }
}
