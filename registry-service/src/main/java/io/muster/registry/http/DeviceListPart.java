package io.muster.registry.http;

import io.muster.kit.paging.Cursor;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.paging.PagingSettings;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.query.Condition;
import io.muster.registry.search.DeviceCursor;
import io.muster.registry.search.DeviceQuery;
import io.muster.registry.search.DeviceSort;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list of devices is asked for, and in which order.
 *
 * @param after behind which device it begins; null to go by the page's number
 */
record DeviceListPart(DeviceSort sort, PageRequest page, @Nullable DeviceCursor after) {

    /**
     * By a page's number or by a cursor, which knows the order.
     *
     * @throws InvalidRequest if they do not go together or cannot be read
     */
    static DeviceListPart of(
            @Nullable String sort, @Nullable Integer page, @Nullable Integer limit, @Nullable String cursor) {
        int most = limit == null ? PagingSettings.limit() : limit;
        if (cursor == null) {
            PageRequest request = new PageRequest(page == null ? 1 : page, most);
            request.offset();
            return new DeviceListPart(sort(sort), request, null);
        }
        DeviceCursor after = DeviceCursor.of(Cursor.parse(cursor));
        new FieldChecks()
                .require(page == null, "page", "cannot be given with a cursor")
                .require(sort == null || sort(sort).equals(after.sort()), "sort", "is not the cursor's")
                .orRefuse();
        return new DeviceListPart(after.sort(), new PageRequest(after.page(), most), after);
    }

    static DeviceSort sort(@Nullable String text) {
        return text == null
                ? DeviceSort.OLDEST_FIRST
                : DeviceSort.parse(text)
                        .orElseThrow(() -> new InvalidRequest(
                                "sort",
                                "must be one or more of " + DeviceSort.words()
                                        + ", each once, with :asc, :desc or nothing"));
    }

    DeviceQuery of(String workspace, Condition condition) {
        return new DeviceQuery(workspace, condition, sort, page, after);
    }
}
