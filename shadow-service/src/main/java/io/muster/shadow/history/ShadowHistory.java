package io.muster.shadow.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.EventJson;
import io.muster.kit.paging.Cursor;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Reads what shadows were. */
@ApplicationScoped
public class ShadowHistory {

    private static final long UNTOUCHED = 0;

    private final Versions versions;

    ShadowHistory(Versions versions) {
        this.versions = versions;
    }

    /** The document of a version; fails with {@link VersionNotKept}. */
    public Uni<Past> version(ShadowId id, long version) {
        if (version == UNTOUCHED) {
            return Uni.createFrom().item(Past.of(Shadow.untouched(id)));
        }
        return versions.find(id, version)
                .onItem()
                .ifNull()
                .failWith(() -> new VersionNotKept("with the number " + version));
    }

    /** The document as it was at the end of a millisecond, as which times are shown; fails with {@link VersionNotKept}. */
    public Uni<Past> at(ShadowId id, Instant time) {
        return versions.newestAt(id, time.truncatedTo(ChronoUnit.MILLIS).plus(999, ChronoUnit.MICROS))
                .onItem()
                .ifNull()
                .failWith(() -> new VersionNotKept("of " + EventJson.format(time)))
                .chain(version -> version(id, version));
    }

    /**
     * Changes, newest first.
     *
     * @param below only versions before this one; null for all
     */
    public Uni<Page<PastChange>> changes(ShadowId id, @Nullable Long below, PageRequest page) {
        return versions.count(id)
                .chain(total -> versions.list(id, below, page.limit() + 1).map(found -> page(found, total, page)));
    }

    private static Page<PastChange> page(List<PastChange> found, long total, PageRequest page) {
        if (found.size() <= page.limit()) {
            return new Page<>(found, total, page);
        }
        List<PastChange> items = found.subList(0, page.limit());
        long last = items.get(items.size() - 1).version();
        return new Page<>(items, total, page, new Cursor(List.of(Long.toString(last))));
    }
}
