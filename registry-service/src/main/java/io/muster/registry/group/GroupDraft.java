package io.muster.registry.group;

import java.util.List;

/**
 * A group that somebody wants.
 *
 * @param path the names from the top to the group, which are made where they are missing; empty for a new group that
 *     is found by the name and the parent of its profile
 * @param devices its first members, by {@code id} or {@code deviceId}
 */
public record GroupDraft(GroupProfile profile, List<String> path, List<String> devices) {

    public GroupDraft {
        path = List.copyOf(path);
        devices = List.copyOf(devices);
    }

    boolean isByPath() {
        return !path.isEmpty();
    }
}
