package io.muster.kit.problem;

import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** How many bytes a body may have, by the path that it is sent to. The most particular pattern decides. */
@ApplicationScoped
class PathLimits {

    private record Limit(PathPattern pattern, long bytes) {}

    private final List<Limit> limits;
    private final long otherwise;

    PathLimits(RequestSettings settings) {
        this.limits = settings.bodyLimits().entrySet().stream()
                .map(limit -> new Limit(
                        PathPattern.of(limit.getKey()), limit.getValue().asLongValue()))
                .sorted(Comparator.comparingLong(limit -> limit.pattern().anySegments()))
                .toList();
        this.otherwise = settings.bodyLimit().asLongValue();
    }

    long of(String path) {
        return limits.stream()
                .filter(limit -> limit.pattern().matches(path))
                .mapToLong(Limit::bytes)
                .findFirst()
                .orElse(otherwise);
    }
}
