package io.muster.registry.search;

import java.util.List;

import io.muster.kit.paging.PageRequest;
import io.muster.registry.device.DeviceStatus;
import io.muster.registry.group.GroupId;
import org.jspecify.annotations.Nullable;

/**
 * Which devices of a workspace are wanted: those that meet every condition that is set.
 *
 * @param tags all of which a device must have
 * @param group of which a device must be a member
 */
public record DeviceQuery(
        String workspace,
        @Nullable String type,
        @Nullable DeviceStatus status,
        List<String> tags,
        @Nullable GroupId group,
        DeviceSort sort,
        PageRequest page) {

    public DeviceQuery {
        tags = List.copyOf(tags);
    }

    /** The members of a group, the oldest device first. */
    public static DeviceQuery membersOf(String workspace, GroupId group, PageRequest page) {
        return new DeviceQuery(workspace, null, null, List.of(), group, DeviceSort.OLDEST_FIRST, page);
    }
}
