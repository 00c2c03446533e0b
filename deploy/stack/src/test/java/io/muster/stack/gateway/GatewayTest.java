package io.muster.stack.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.muster.stack.layout.ServiceName;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GatewayTest {

    private static final int NOBODY = 1;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @BeforeEach
    void startWithOneServiceThatEchoes() throws Exception {
        HttpServer echo = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals("/devices/register")) {
                        request.response().setStatusCode(413).end();
                        return;
                    }
                    if (request.headers().contains("Expect")) {
                        request.response().writeContinue();
                    }
                    request.response().putHeader("Location", "http://" + request.authority() + "/devices/made");
                    request.body().onSuccess(body -> request.response().end(body));
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        Map<ServiceName, Integer> services = Arrays.stream(ServiceName.values())
                .collect(Collectors.toMap(
                        Function.identity(), service -> service == ServiceName.REGISTRY ? echo.actualPort() : NOBODY));
        port = new Gateway(vertx, new GatewaySettings(0, services))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aBodyOfSeveralMegabytesPassesBothWays() throws Exception {
        String body = "x".repeat(5 << 20);
        assertThat(post("/devices", body).body()).isEqualTo(body);
    }

    @Test
    void aLocationLeadsBackToTheGateway() throws Exception {
        assertThat(post("/devices", "{}").headers().firstValue("Location"))
                .contains("http://127.0.0.1:" + port + "/devices/made");
    }

    @Test
    void whoExpectsToBeToldToGoOnIsTold() throws Exception {
        try (Socket socket = calling()) {
            say(socket, "POST /devices HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            BufferedReader answer = answer(socket);
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 100 Continue");

            say(socket, "{}");

            assertThat(answer.lines().filter(line -> line.startsWith("HTTP/")).findFirst())
                    .contains("HTTP/1.1 200 OK");
        }
    }

    @Test
    void whatTheHeadAloneRefusesNeedsNoBody() throws Exception {
        try (Socket socket = calling()) {
            say(socket, "POST /devices/register HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n");
            assertThat(answer(socket).readLine()).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    private Socket calling() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static BufferedReader answer(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    @Test
    void aPathWithoutEndIsAProblem() throws Exception {
        HttpResponse<String> answer = post("/devices/" + "x".repeat(70_000), "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aPathOfNobodyIsAProblem() throws Exception {
        HttpResponse<String> answer = post("/nowhere", "{}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:muster:problem:not-found");
    }

    @Test
    void aServiceThatIsAwayIsAProblemThatSaysWhenToTryAgain() throws Exception {
        HttpResponse<String> answer = post("/commands", "{}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"status\":503").contains("command");
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
