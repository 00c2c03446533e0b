package io.muster.shadow.postgres;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import io.muster.shadow.change.Revision;
import io.muster.shadow.history.Past;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** New versions of shadows, as the columns of a statement. */
final class VersionRows {

    private final List<Revision> revisions;
    private final int wholeEvery;

    VersionRows(List<Revision> revisions, int wholeEvery) {
        this.revisions = revisions;
        this.wholeEvery = wholeEvery;
    }

    /** Device, workspace, name, version, time, source, actor, patch and whole document of each. */
    List<Object> arrays() {
        return List.of(
                revisions.stream().map(revision -> revision.after().device()).toArray(String[]::new),
                revisions.stream().map(revision -> revision.after().workspace()).toArray(String[]::new),
                revisions.stream().map(revision -> revision.after().id().name()).toArray(String[]::new),
                revisions.stream().map(revision -> revision.after().version()).toArray(Long[]::new),
                revisions.stream().map(VersionRows::at).toArray(OffsetDateTime[]::new),
                revisions.stream()
                        .map(revision -> revision.author().source().text())
                        .toArray(String[]::new),
                revisions.stream().map(revision -> revision.author().name()).toArray(String[]::new),
                revisions.stream().map(VersionRows::patch).toArray(String[]::new),
                revisions.stream().map(this::document).toArray(String[]::new));
    }

    private static OffsetDateTime at(Revision revision) {
        return revision.at().atOffset(ZoneOffset.UTC);
    }

    private static String patch(Revision revision) {
        return new JsonObject(Past.of(revision.before()).patchTo(Past.of(revision.after()))).encode();
    }

    private @Nullable String document(Revision revision) {
        long version = revision.after().version();
        boolean isFirst = revision.before().isUntouched();
        boolean isWhole = isFirst || version % wholeEvery == 0;
        return isWhole ? new JsonObject(Past.of(revision.after()).document().values()).encode() : null;
    }
}
