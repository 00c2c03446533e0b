package io.muster.telemetry.retention;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

/** Whose readings are kept for how long. */
@ApplicationScoped
public class Retention {

    private final RetentionLimits limits;

    Retention(RetentionLimits limits) {
        this.limits = limits;
    }

    /** The groups whose devices' readings are kept for a time of their own, by {@code id}. */
    public Set<String> groups() {
        return limits.groups().keySet();
    }

    /**
     * For how long a device's readings are kept.
     *
     * @param groups those of {@link #groups} that the device is in; the longest holds, also against its workspace's
     */
    public Duration of(String workspace, Collection<String> groups) {
        return groups.stream()
                .map(limits.groups()::get)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> limits.workspaces().getOrDefault(workspace, limits.readings()));
    }

    Duration longest() {
        return all().max(Comparator.naturalOrder()).orElseThrow();
    }

    Duration shortest() {
        return all().min(Comparator.naturalOrder()).orElseThrow();
    }

    private Stream<Duration> all() {
        return Stream.of(
                        Stream.of(limits.readings()),
                        limits.workspaces().values().stream(),
                        limits.groups().values().stream())
                .flatMap(durations -> durations);
    }
}
