package io.muster.registry.postgres;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.muster.kit.query.Condition;
import io.muster.registry.search.DeviceQuery;
import io.muster.registry.search.SearchSettings;
import io.smallrye.mutiny.Uni;

/**
 * How many devices a search finds. To count many takes far longer than to read a page of them, so a large total is
 * remembered for a moment; a small one is always counted.
 */
@ApplicationScoped
class DeviceTotals {

    /** The condition, not its parameters: in those, each question has its own {@code now}. */
    private record Question(String workspace, Condition condition) {}

    private final Cache<Question, Long> large;
    private final long exact;

    DeviceTotals(SearchSettings settings) {
        this.large = Caffeine.newBuilder()
                .expireAfterWrite(settings.totalAge())
                .maximumSize(settings.rememberedTotals())
                .build();
        this.exact = settings.exactTotal();
    }

    Uni<Long> of(DeviceQuery query, Supplier<Uni<Long>> count) {
        Question question = new Question(query.workspace(), query.condition());
        Long remembered = large.getIfPresent(question);
        return remembered != null
                ? Uni.createFrom().item(remembered)
                : count.get().invoke(total -> remember(question, total));
    }

    private void remember(Question question, long total) {
        if (total > exact) {
            large.put(question, total);
        }
    }
}
