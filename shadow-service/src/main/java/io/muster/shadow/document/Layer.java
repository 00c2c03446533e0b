package io.muster.shadow.document;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is desired of many devices where nothing else is desired of one.
 *
 * @param source {@link Source#WORKSPACE}, {@link Source#TYPE} or {@link Source#GROUP}
 * @param key the type, or the group's id; empty for the workspace
 */
public record Layer(Source source, String key, Map<String, @Nullable Object> desired) {}
