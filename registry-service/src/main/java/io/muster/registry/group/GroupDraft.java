package io.muster.registry.group;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A group that somebody wants.
 *
 * @param name empty only until {@link GroupRules} has looked at it
 * @param devices its first members, by {@code id} or {@code deviceId}
 */
public record GroupDraft(String name, @Nullable String description, List<String> tags, List<String> devices) {

    public GroupDraft {
        tags = tags.stream().distinct().toList();
        devices = List.copyOf(devices);
    }
}
