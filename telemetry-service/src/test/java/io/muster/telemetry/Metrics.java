package io.muster.telemetry;

import java.net.URI;

import io.restassured.RestAssured;

/** What the service says of itself to Prometheus. */
record Metrics(URI address) {

    /** The value of the first line that begins so. */
    double value(String name) {
        return RestAssured.get(address)
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .orElseThrow();
    }
}
