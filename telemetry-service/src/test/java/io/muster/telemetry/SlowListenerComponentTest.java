package io.muster.telemetry;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.muster.kit.testing.Metrics;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** Listeners that stop reading, or go and come again. There is room for one, and little for what waits for it. */
@QuarkusTest
@TestProfile(SlowListenerComponentTest.LittleRoom.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class SlowListenerComponentTest {

    private static final int MESSAGES = 150;
    /** More than is looked at in one go. */
    private static final int MISSED = 35;
    /** Twice what the two ends of a connection on one machine take up, at the most. */
    private static final String LARGE = "{\"text\":\"" + "x".repeat(100_000) + "\"}";

    public static class LittleRoom implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.live.max-listeners", "1",
                    // However slowly so much is stored, it is streamed.
                    "muster.live.patience", "30s",
                    "muster.live.batch-size", "10",
                    "muster.live.buffer", "20");
        }
    }

    @TestHTTPResource("/")
    URI root;

    @TestHTTPResource(value = "metrics", management = true)
    URI management;

    @Test
    void oneThatReadsAgainIsToldThatItWasDroppedAndNothingWaitsForItMeanwhile() throws IOException {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect();
                Socket listener = listen()) {
            publishMuch(device);

            listen().close();
            String heard = readToEnd(listener);

            assertThat(heard).contains("event:dropped").contains("too slow");
            assertThat(heard.split("event:reading", -1)).hasSizeLessThan(MESSAGES);
            assertThat(new Metrics(management).value("muster_live_dropped_total"))
                    .isPositive();
        }
    }

    @Test
    void oneThatNeverReadsIsClosedAndAnotherHasItsPlace() throws IOException {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect();
                Socket silent = listen()) {
            publishMuch(device);

            listen().close();
            eventually().until(() -> isClosedByPeer(silent));
        }
    }

    @Test
    void oneThatComesAgainHearsAllThatItMissedHoweverMuch() throws IOException {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            String path = "/devices/" + device.id() + "/telemetry/stream";
            String last;
            try (Socket listener = listen(path, "")) {
                device.publish("telemetry/a", "{\"n\":0}");
                last = readUntil(listener, "\"n\":0").replaceFirst("(?s).*id: ?([^\r\n]+).*", "$1");
            }
            for (int n = 1; n <= MISSED; n++) {
                device.publish("telemetry/a", "{\"n\":" + n + "}");
            }
            eventually().until(() -> count("telemetry", device.id()) == MISSED + 1);

            try (Socket again = listen(path, "Last-Event-ID: " + last + "\r\n")) {
                String heard = readUntil(again, "\"n\":" + MISSED + "}");
                for (int n = 1; n <= MISSED; n++) {
                    assertThat(heard).contains("\"n\":" + n + "}");
                }
            }
        }
    }

    private void publishMuch(TestDevice device) {
        for (int i = 0; i < MESSAGES; i++) {
            device.publish("telemetry/a", LARGE);
        }
        eventually().until(() -> count("telemetry", device.id()) == MESSAGES);
    }

    /** A listener, as soon as there is room for one. */
    private Socket listen() {
        return listen("/telemetry/stream", "");
    }

    private Socket listen(String path, String headers) {
        return eventually()
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> listenNow(path, headers), Socket::isConnected);
    }

    /** A listener whose head of the answer was read, and nothing after it. */
    private Socket listenNow(String path, String headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(root.getHost(), root.getPort()));
        socket.setSoTimeout(30_000);
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                + "Connection: close\r\n" + headers
                + "Authorization: Bearer " + TestTokens.token(Api.WORKSPACE, "viewer") + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        if (!readUntil(socket, "\r\n\r\n").startsWith("HTTP/1.1 200")) {
            socket.close();
            throw new IOException("refused");
        }
        return socket;
    }

    /** Without reading: an empty line is sent, which a server takes for nothing and a closed connection for an error. */
    private static boolean isClosedByPeer(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
            return false;
        } catch (SocketException closed) {
            return true;
        }
    }

    private static String readUntil(Socket listener, String end) throws IOException {
        StringBuilder heard = new StringBuilder();
        InputStream events = listener.getInputStream();
        while (heard.indexOf(end) < 0) {
            int next = events.read();
            if (next < 0) {
                throw new EOFException("the stream ended");
            }
            heard.append((char) next);
        }
        return heard.toString();
    }

    /** All that is heard until the other side ends the connection. */
    private static String readToEnd(Socket listener) throws IOException {
        return new String(listener.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
