package io.muster.systemtests;

import java.net.URI;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.restassured.RestAssured;

import static io.muster.systemtests.RunningStack.STACK;

/** What a part of the stack says of itself to Prometheus. */
record MetricsPage(String text) {

    private static final Pattern NAME = Pattern.compile("(?m)^([a-z][a-z0-9_]*)[{ ]");
    private static final Pattern LABEL = Pattern.compile("[{,]([a-z_]+)=\"");
    /** How far a service's port for metrics is above the one for requests. */
    private static final int MANAGEMENT = 1_000;

    private static final int MQTT = 1_883;
    private static final int BROKER = 9_086;

    /** @param part a service, or {@code broker} */
    static MetricsPage of(String part) {
        return new MetricsPage(
                RestAssured.get(address(part)).then().statusCode(200).extract().asString());
    }

    private static String address(String part) {
        if (part.equals("broker")) {
            int offset = URI.create(STACK.value("MQTT_URL")).getPort() - MQTT;
            return "http://127.0.0.1:" + (BROKER + offset) + "/metrics";
        }
        int port = URI.create(STACK.value(part.toUpperCase() + "_URL")).getPort();
        return "http://127.0.0.1:" + (port + MANAGEMENT) + "/q/metrics";
    }

    Set<String> names() {
        return all(NAME);
    }

    Set<String> labels() {
        return all(LABEL);
    }

    private Set<String> all(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
