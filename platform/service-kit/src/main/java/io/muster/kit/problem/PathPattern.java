package io.muster.kit.problem;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A path in which {@code {…}} or {@code *} stands for any one segment.
 *
 * @param anySegments how many of its segments may be anything: the fewer, the more particular it is
 */
record PathPattern(Pattern paths, long anySegments) {

    private static final Pattern ANY = Pattern.compile("\\*|\\{[^/]*}");

    static PathPattern of(String path) {
        String regex = Stream.of(path.split("/", -1))
                .map(segment -> isAny(segment) ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/"));
        return new PathPattern(
                Pattern.compile(regex),
                Stream.of(path.split("/", -1)).filter(PathPattern::isAny).count());
    }

    boolean matches(String path) {
        return paths.matcher(path).matches();
    }

    private static boolean isAny(String segment) {
        return ANY.matcher(segment).matches();
    }
}
