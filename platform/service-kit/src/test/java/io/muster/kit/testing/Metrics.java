package io.muster.kit.testing;

import java.net.URI;

import io.restassured.RestAssured;

import static org.assertj.core.api.Assertions.assertThat;

/** What the service says of itself to Prometheus. */
public record Metrics(URI address) {

    /** The value of the first line that begins so. */
    public double value(String name) {
        return RestAssured.get(address)
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .orElseThrow(() -> new AssertionError("No metric " + name));
    }

    /** Fails unless all of them are there. */
    public void has(String... names) {
        assertThat(names).allSatisfy(this::value);
    }
}
