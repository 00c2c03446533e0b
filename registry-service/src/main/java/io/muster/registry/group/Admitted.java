package io.muster.registry.group;

import java.util.List;

/**
 * A group after devices came in.
 *
 * @param admissions what became of each device that was named, in the order of the request
 */
public record Admitted(Group group, List<Admission> admissions) {

    public Admitted {
        admissions = List.copyOf(admissions);
    }
}
