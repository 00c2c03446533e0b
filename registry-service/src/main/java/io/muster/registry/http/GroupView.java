package io.muster.registry.http;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.group.Group;
import io.muster.registry.group.GroupProfile;
import io.muster.registry.group.MemberResult;
import io.muster.registry.group.MemberResults;
import org.jspecify.annotations.Nullable;

/**
 * A group as front ends see it.
 *
 * @param parent the {@code id} of the group that it is in
 * @param query which devices are its members, if they are not named
 * @param members how many devices are in it; those of groups inside of it do not count
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GroupView(
        String id,
        String workspace,
        String name,
        @Nullable String description,
        List<String> tags,
        @Nullable String parent,
        @Nullable String query,
        long members,
        Instant createdAt,
        Instant updatedAt,
        @Nullable List<ResultView> results) {

    /**
     * What became of a device that was named.
     *
     * @param device as the request named it
     * @param id of the device, if it exists
     * @param result {@code added}, {@code already-member}, {@code group-full}, {@code removed}, {@code not-member} or
     *     {@code not-found}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResultView(String device, @Nullable String id, String result) {

        static ResultView of(MemberResult result) {
            return new ResultView(
                    result.reference(),
                    result.device() == null ? null : result.device().value(),
                    result.outcome().word());
        }
    }

    static GroupView of(Group group) {
        return of(group, null);
    }

    /** With what became of each device that was named. */
    static GroupView of(MemberResults results) {
        return of(
                results.group(), results.results().stream().map(ResultView::of).toList());
    }

    private static GroupView of(Group group, @Nullable List<ResultView> results) {
        GroupProfile profile = group.profile();
        return new GroupView(
                group.id().value(),
                group.workspace(),
                profile.name(),
                profile.description(),
                profile.tags(),
                profile.parent() == null ? null : profile.parent().value(),
                profile.query(),
                group.members(),
                group.createdAt(),
                group.updatedAt(),
                results);
    }
}
