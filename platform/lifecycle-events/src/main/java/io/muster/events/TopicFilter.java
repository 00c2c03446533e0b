package io.muster.events;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An MQTT topic filter: levels separated by {@code /}; {@code +} stands for one level, {@code #} at the end for any
 * number of them. A topic is a filter without wildcards.
 */
public final class TopicFilter {

    private static final String ANY_LEVEL = "+";
    private static final String ANY_REST = "#";

    private final String text;
    private final String[] levels;

    public TopicFilter(String text) {
        this.text = text;
        this.levels = text.split("/", -1);
    }

    public String text() {
        return text;
    }

    /** The same with another level wherever this one stands. */
    public TopicFilter with(String level, String other) {
        return text.contains(level)
                ? new TopicFilter(Arrays.stream(levels)
                        .map(mine -> mine.equals(level) ? other : mine)
                        .collect(Collectors.joining("/")))
                : this;
    }

    /** Whether every topic that the other filter matches is matched by this one too. */
    public boolean covers(TopicFilter other) {
        if (other.text.startsWith("$") && startsWithWildcard()) {
            return false;
        }
        for (int level = 0; level < levels.length; level++) {
            if (levels[level].equals(ANY_REST)) {
                // Also where nothing is left to cover: a/# matches a itself.
                return true;
            }
            if (level == other.levels.length || !coversLevel(levels[level], other.levels[level])) {
                return false;
            }
        }
        return levels.length == other.levels.length;
    }

    private boolean startsWithWildcard() {
        return text.startsWith(ANY_LEVEL) || text.startsWith(ANY_REST);
    }

    private static boolean coversLevel(String mine, String other) {
        return !other.equals(ANY_REST) && (mine.equals(ANY_LEVEL) || mine.equals(other));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicFilter filter && filter.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
