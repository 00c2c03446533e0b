package io.muster.shadow.defaults;

import java.util.List;

import io.muster.shadow.document.Layer;
import io.muster.shadow.document.Source;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The layers of workspaces. Whoever writes one notes the devices concerned in the same transaction. */
public interface StoredDefaults {

    /** All of a workspace, workspace first, then types, then groups. */
    Uni<List<DefaultLayer>> all(String workspace);

    /** The layer; null if it says nothing. */
    Uni<@Nullable DefaultLayer> find(String workspace, Source source, String key);

    /** Says it instead of what it said before. Fails with {@link TooManyDefaults} if the workspace may have no more. */
    Uni<Void> put(String workspace, Layer layer, String author, int most);

    /** Says nothing any more; whether it said anything. */
    Uni<Boolean> remove(String workspace, Source source, String key);
}
