package io.muster.provisioning.user;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The users of all workspaces. */
public interface Users {

    /** @param most how many users the workspace may have */
    Uni<Added> add(User user, int most);

    /** How adding ended. */
    enum Added {
        YES,
        NAME_TAKEN,
        WORKSPACE_FULL
    }

    Uni<@Nullable User> find(String workspace, String name);

    /** By name. */
    Uni<Page<User>> list(String workspace, PageRequest page);

    /** False if there was none. */
    Uni<Boolean> remove(String workspace, String name);
}
