package io.muster.registry.http;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.bulk.BulkResult;
import io.muster.registry.bulk.BulkResult.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of each device of a bulk change.
 *
 * @param successful how many are as they were to become, also those that were so before
 */
record BulkView(long successful, long failed, List<ItemView> results) {

    /**
     * @param deviceId as the request named it
     * @param status {@code updated}, {@code unchanged} or {@code failed}
     * @param error why it failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ItemView(String deviceId, String status, @Nullable String id, @Nullable String error) {

        static ItemView of(BulkResult result) {
            return new ItemView(
                    result.reference(),
                    result.outcome().name().toLowerCase(Locale.ROOT),
                    result.id() == null ? null : result.id().value(),
                    result.error());
        }
    }

    static BulkView of(List<BulkResult> results) {
        long failed = results.stream()
                .filter(result -> result.outcome() == Outcome.FAILED)
                .count();
        return new BulkView(
                results.size() - failed,
                failed,
                results.stream().map(ItemView::of).toList());
    }
}
