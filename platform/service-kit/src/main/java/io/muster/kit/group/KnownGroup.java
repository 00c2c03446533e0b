package io.muster.kit.group;

/**
 * A group as far as it is known here.
 *
 * @param announced how many members the registry says it has
 * @param members how many of them are known here
 */
public record KnownGroup(String id, long announced, long members) {

    /** Whether everybody has come whom the registry counts, and everybody has left whom it does not. */
    public boolean isComplete() {
        return members == announced;
    }
}
