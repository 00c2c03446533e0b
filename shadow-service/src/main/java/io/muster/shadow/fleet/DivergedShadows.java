package io.muster.shadow.fleet;

import java.time.Instant;
import java.util.List;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Shadows whose devices have something left to do. */
public interface DivergedShadows {

    /**
     * One of them.
     *
     * @param name empty for the device's own one
     * @param keys what is left, on the first level
     */
    record Diverged(String device, String deviceId, String name, long version, Instant since, List<String> keys) {

        public Diverged {
            keys = List.copyOf(keys);
        }
    }

    /** A place behind the last one that was seen. */
    record Place(Instant since, String device, String name) {}

    /**
     * The longest diverged first.
     *
     * @param from diverged at this time or later; null for all
     * @param until diverged at this time or earlier; null for all
     * @param after null for the beginning
     */
    Uni<List<Diverged>> page(
            String workspace, @Nullable Instant from, @Nullable Instant until, @Nullable Place after, int limit);
}
