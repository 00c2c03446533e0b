package io.muster.kit.paging;

import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Bounds of lists, read where they are needed: a {@link PageRequest} is a value that anybody may make, and none is made
 * outside of them.
 */
public final class PagingSettings {

    private static final String PREFIX = "muster.paging.";

    private PagingSettings() {}

    /** Items on a page for which no number is given: {@code muster.paging.limit}. */
    public static int limit() {
        return number("limit", 25);
    }

    /** The most items on a page: {@code muster.paging.max-limit}. */
    static int maxLimit() {
        return number("max-limit", 500);
    }

    /**
     * The most items before a page: {@code muster.paging.max-offset}. Deeper pages cost Postgres more than they are
     * worth to anyone.
     */
    static int maxOffset() {
        return number("max-offset", 1_000_000);
    }

    private static int number(String name, int absent) {
        return ConfigProvider.getConfig()
                .getOptionalValue(PREFIX + name, Integer.class)
                .orElse(absent);
    }
}
