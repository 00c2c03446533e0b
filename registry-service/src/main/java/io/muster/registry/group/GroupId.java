package io.muster.registry.group;

import io.muster.kit.Ids;

/** The id that the platform gives a group. */
public record GroupId(String value) {

    /** An id that no group has yet. */
    static GroupId next() {
        return new GroupId(Ids.next("grp"));
    }

    @Override
    public String toString() {
        return value;
    }
}
