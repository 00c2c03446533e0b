package io.muster.systemtests;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A query of Prometheus, as far as dashboards and alerts need the language. */
record PromQl(String query) {

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("\\{([^}]*)}");
    private static final Pattern ELSEWHERE =
            Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+|\\b(?:and|or|unless|bool)\\b");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_][a-zA-Z0-9_]*\\b(?!\\s*\\()");
    private static final Pattern WORD = Pattern.compile("[a-z_]+");

    /** The metrics that it reads. */
    Set<String> metrics() {
        String bare = ELSEWHERE
                .matcher(without(SELECTOR, without(GROUPING, withoutTexts())))
                .replaceAll(" ");
        return words(NAME, bare);
    }

    /** The labels by which it chooses or groups. */
    Set<String> labels() {
        return Pattern.compile(SELECTOR.pattern() + "|" + GROUPING.pattern())
                .matcher(withoutTexts())
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .flatMap(list -> words(WORD, list).stream())
                .collect(Collectors.toSet());
    }

    private String withoutTexts() {
        return without(TEXT, query);
    }

    private static String without(Pattern pattern, String query) {
        return pattern.matcher(query).replaceAll(" ");
    }

    private static Set<String> words(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
