package io.muster.registry.group;

import io.muster.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which groups of a workspace are wanted: those that meet every condition that is set.
 *
 * @param parent the group that they are directly in
 * @param topOnly only those that are in no group
 * @param name exactly
 * @param text which name or description contains, in either letter case
 */
public record GroupQuery(
        String workspace,
        @Nullable GroupId parent,
        boolean topOnly,
        @Nullable String name,
        @Nullable String text,
        PageRequest page) {}
