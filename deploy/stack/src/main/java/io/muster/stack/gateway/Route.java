package io.muster.stack.gateway;

import java.util.regex.Pattern;

import io.muster.stack.layout.ServiceName;

/** Which paths a service answers. */
record Route(Pattern path, ServiceName service) {

    private static final String SUBTREE = "/**";
    private static final Pattern SEGMENT = Pattern.compile("\\{[a-z]+}");

    /**
     * @param path segments, of which {@code {name}} stands for exactly one of any text; {@code /**} at the end stands
     *     for the path itself and everything below it
     */
    static Route of(String path, ServiceName service) {
        boolean subtree = path.endsWith(SUBTREE);
        String fixed = subtree ? path.substring(0, path.length() - SUBTREE.length()) : path;
        StringBuilder expression = new StringBuilder();
        for (String segment : fixed.substring(1).split("/")) {
            expression.append('/').append(SEGMENT.matcher(segment).matches() ? "[^/]+" : Pattern.quote(segment));
        }
        expression.append(subtree ? "(/.*)?" : "/?");
        return new Route(Pattern.compile(expression.toString()), service);
    }

    boolean matches(String requested) {
        return path.matcher(requested).matches();
    }
}
