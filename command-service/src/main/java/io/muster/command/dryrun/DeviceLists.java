package io.muster.command.dryrun;

import java.util.List;

import io.muster.command.audience.Audience;
import io.smallrye.mutiny.Uni;

/** Who is in an audience. */
public interface DeviceLists {

    /** The {@code id}s of its devices as it is now. */
    Uni<List<String>> of(String workspace, Audience audience);
}
