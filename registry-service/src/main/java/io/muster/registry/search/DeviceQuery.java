package io.muster.registry.search;

import io.muster.kit.paging.PageRequest;
import io.muster.kit.query.Comparator;
import io.muster.kit.query.Condition;
import io.muster.kit.query.Literal;
import io.muster.registry.group.GroupId;
import org.jspecify.annotations.Nullable;

/**
 * Which devices of a workspace are wanted, and which part of their list.
 *
 * @param after behind which device the page begins; null to go by the page's number
 */
public record DeviceQuery(
        String workspace, Condition condition, DeviceSort sort, PageRequest page, @Nullable DeviceCursor after) {

    /**
     * The members of a group, the oldest device first.
     *
     * @param nested whether those of the groups inside of it count, too
     */
    public static DeviceQuery membersOf(String workspace, GroupId group, boolean nested, PageRequest page) {
        Condition member = new Condition.Compares(
                DeviceLanguage.WORDS.field(nested ? "groupTree" : "group"),
                Comparator.EQUAL,
                new Literal.Text(group.value()));
        return new DeviceQuery(workspace, member, DeviceSort.OLDEST_FIRST, page, null);
    }

    /** The same list from behind a device of it. */
    public DeviceQuery behind(DeviceCard card) {
        return new DeviceQuery(workspace, condition, sort, page, DeviceCursor.behind(card, sort, page.page()));
    }
}
