package io.muster.provisioning;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Callers who ask too often. */
@QuarkusTest
@TestProfile(RateComponentTest.FewRequests.class)
@WithTestResource(ProvisioningServers.class)
class RateComponentTest {

    private static final String PUBLIC = "/.well-known/jwks.json";
    private static final AtomicInteger HOSTS = new AtomicInteger();

    public static class FewRequests implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.provisioning.rate.per-source", "1",
                    "muster.provisioning.rate.per-identity", "1",
                    "muster.provisioning.rate.burst-seconds", "10",
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        }
    }

    @Test
    void anIdentityThatAsksTooOftenIsToldWhenToComeAgainAndOthersAreNot() {
        Response last = firstRefused(() -> as("ws_abc_guessed", "guess " + HOSTS.get()));

        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        assertThat(last.<String>path("type")).isEqualTo("urn:muster:problem:too-many-requests");
        assertThat(as("ws_abc_other", "guess").statusCode()).isEqualTo(401);
    }

    @Test
    void anAddressThatAsksTooOftenIsToldWhenToComeAgainAndOthersAreNot() {
        String eager = anotherHost();
        Response last = firstRefused(() -> from(eager).get(PUBLIC));

        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        assertThat(from(anotherHost()).get(PUBLIC).statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsNoTrustedProxyCannotPassItselfOffAsOthers() throws IOException {
        String refused = "";
        for (int request = 0; request < 30 && !refused.startsWith("HTTP/1.1 429"); request++) {
            refused = statusLine("127.0.0.2", anotherHost());
        }

        assertThat(refused).startsWith("HTTP/1.1 429");
    }

    @ParameterizedTest
    @CsvSource({
        "/register, type, RateLimit",
        "/api/v1/device/register, error, Too many requests",
        "/devicecontrol/newDeviceRequests, error, devicecontrol/Too Many Requests"
    })
    void eachDialectSaysItInItsOwnShape(String path, String field, String said) {
        String eager = anotherHost();

        Response last = firstRefused(() -> from(eager).post(path));

        assertThat(last.<String>path(field)).isEqualTo(said);
        assertThat(last.header("Retry-After")).isNotBlank();
    }

    private static Response firstRefused(Supplier<Response> request) {
        return Stream.generate(request)
                .limit(30)
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
    }

    private static Response as(String username, String password) {
        return from(anotherHost()).auth().preemptive().basic(username, password).get("/.well-known/est/cacerts");
    }

    private static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", address);
    }

    private static String anotherHost() {
        return "203.0.113." + HOSTS.incrementAndGet();
    }

    private static String statusLine(String local, String forwardedFor) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), RestAssured.port, InetAddress.getByName(local), 0)) {
            socket.getOutputStream()
                    .write(("GET " + PUBLIC + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: "
                                    + forwardedFor + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
