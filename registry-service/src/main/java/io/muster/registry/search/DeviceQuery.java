package io.muster.registry.search;

import io.muster.kit.paging.PageRequest;
import io.muster.kit.query.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Which devices of a workspace are wanted, and which part of their list.
 *
 * @param after behind which device the page begins; null to go by the page's number
 */
public record DeviceQuery(
        String workspace, Condition condition, DeviceSort sort, PageRequest page, @Nullable DeviceCursor after) {

    /** The same list from behind a device of it. */
    public DeviceQuery behind(DeviceCard card) {
        return new DeviceQuery(workspace, condition, sort, page, DeviceCursor.behind(card, sort, page.page()));
    }
}
