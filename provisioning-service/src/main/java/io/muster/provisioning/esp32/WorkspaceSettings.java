package io.muster.provisioning.esp32;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** What workspaces have set for this dialect. */
public interface WorkspaceSettings {

    /** Null if the workspace has set nothing. */
    Uni<@Nullable Esp32Settings> find(String workspace);

    Uni<Void> keep(String workspace, Esp32Settings settings);
}
