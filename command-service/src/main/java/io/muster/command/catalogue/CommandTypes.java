package io.muster.command.catalogue;

import java.util.List;

import io.muster.command.audience.Audience;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The command types that are kept. */
public interface CommandTypes {

    /** Adds it or takes the place of what there was. */
    Uni<Void> put(CommandType type);

    /** By type and command. */
    Uni<List<CommandTypeName>> names(String workspace);

    /** How many its workspace has beside it. */
    Uni<Long> countOthers(CommandType type);

    /** Null if the workspace has none. */
    Uni<@Nullable CommandType> find(String workspace, String type, String command);

    /** Whether there was one. */
    Uni<Boolean> remove(String workspace, String type, String command);

    /** Those of this command that devices of the audience are of. */
    Uni<List<CommandType>> among(String workspace, String command, Audience audience);
}
