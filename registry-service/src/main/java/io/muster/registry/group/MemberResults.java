package io.muster.registry.group;

import java.util.List;
import java.util.stream.Stream;

/**
 * A group after devices came or left.
 *
 * @param made whether the group is new
 * @param results what became of each device that was named, in the order of the request
 */
public record MemberResults(Group group, boolean made, List<MemberResult> results) {

    public MemberResults {
        results = List.copyOf(results);
    }

    /** With what the next part of the request came to. */
    MemberResults followedBy(MemberResults next) {
        return new MemberResults(
                next.group(),
                made,
                Stream.concat(results.stream(), next.results().stream()).toList());
    }
}
