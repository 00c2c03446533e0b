package io.muster.registry.http;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.group.Admission;
import io.muster.registry.group.Admitted;
import io.muster.registry.group.Group;
import org.jspecify.annotations.Nullable;

/**
 * A group as front ends see it.
 *
 * @param members how many devices are in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GroupView(
        String id,
        String workspace,
        String name,
        @Nullable String description,
        List<String> tags,
        long members,
        Instant createdAt,
        Instant updatedAt,
        @Nullable List<AdmissionView> results) {

    /**
     * What became of a device that was named.
     *
     * @param device as the request named it
     * @param id of the device, if it exists
     * @param result {@code added}, {@code already-member} or {@code not-found}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AdmissionView(String device, @Nullable String id, String result) {

        static AdmissionView of(Admission admission) {
            if (admission instanceof Admission.Added added) {
                return new AdmissionView(added.reference(), added.device().value(), "added");
            }
            if (admission instanceof Admission.AlreadyThere there) {
                return new AdmissionView(there.reference(), there.device().value(), "already-member");
            }
            return new AdmissionView(admission.reference(), null, "not-found");
        }
    }

    static GroupView of(Group group) {
        return of(group, null);
    }

    /** With what became of each device that was to come in. */
    static GroupView of(Admitted admitted) {
        return of(
                admitted.group(),
                admitted.admissions().stream().map(AdmissionView::of).toList());
    }

    private static GroupView of(Group group, @Nullable List<AdmissionView> results) {
        return new GroupView(
                group.id().value(),
                group.workspace(),
                group.name(),
                group.description(),
                group.tags(),
                group.members(),
                group.createdAt(),
                group.updatedAt(),
                results);
    }
}
