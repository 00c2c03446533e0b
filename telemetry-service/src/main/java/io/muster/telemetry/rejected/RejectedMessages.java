package io.muster.telemetry.rejected;

import java.util.List;

import io.smallrye.mutiny.Uni;

/** The messages that were no readings. */
public interface RejectedMessages {

    /** Those of the workspace that the query wants, the newest first. */
    Uni<List<RejectedMessage>> find(String workspace, RejectedQuery query);
}
