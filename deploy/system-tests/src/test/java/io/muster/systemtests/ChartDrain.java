package io.muster.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the chart lets a service drain when it is told to end, so that what is shown here is what is installed. */
final class ChartDrain {

    private static final Path VALUES = Path.of(System.getProperty("muster.root"), "deploy", "chart", "values.yaml");
    private static final Pattern DRAIN = Pattern.compile("drain: \\{ delaySeconds: (\\d+), timeoutSeconds: (\\d+) }");

    private ChartDrain() {}

    /** What the chart tells a service of it. */
    static Map<String, String> environment() {
        try {
            Matcher drain = DRAIN.matcher(Files.readString(VALUES));
            if (!drain.find()) {
                throw new IllegalStateException(VALUES + " does not say how long a service drains");
            }
            return Map.of(
                    "QUARKUS_SHUTDOWN_DELAY", drain.group(1) + "s", "QUARKUS_SHUTDOWN_TIMEOUT", drain.group(2) + "s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
