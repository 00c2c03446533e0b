package io.muster.provisioning.serial;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The batches of signed serials. */
public interface SerialBatches {

    Uni<Void> add(SerialBatch batch);

    /** The batch in any workspace, or null: for what comes from devices, not from callers. */
    Uni<@Nullable SerialBatch> find(String id);

    /** The newest first. */
    Uni<Page<SerialBatch>> page(String workspace, PageRequest page);

    /** Removes it with the serials that registered by it; false if the workspace has no such batch. */
    Uni<Boolean> remove(String workspace, String id);
}
