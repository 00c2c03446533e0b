package io.muster.systemtests;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

import static io.muster.systemtests.RunningStack.STACK;

/** A program that calls services at their addresses. It keeps its connections while it is allowed to, and asks nothing twice. */
final class Caller implements AutoCloseable {

    /** What was not answered as it should have been. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1;

        Failed(String reason, Exception cause) {
            super(reason, cause);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CloseableHttpClient http = HttpClients.custom()
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .build();
    private final Map<String, URI> addresses;

    /** @param addresses of the services, by their names */
    Caller(Map<String, URI> addresses) {
        this.addresses = addresses;
    }

    /** The answer's body; any other status than the expected one is a failure, as is an answer that does not come. */
    JsonPath ask(String service, String method, String path, Object body, int expected) throws Failed {
        String request = method + " " + service + path;
        try (CloseableHttpResponse answer = http.execute(request(service, method, path, body))) {
            String said = answer.getEntity() == null ? "" : EntityUtils.toString(answer.getEntity());
            if (answer.getStatusLine().getStatusCode() != expected) {
                throw new Failed(request + ": " + answer.getStatusLine() + " " + said, null);
            }
            return JsonPath.from(said);
        } catch (IOException broken) {
            throw new Failed(request + ": " + broken, broken);
        }
    }

    /** Reads a stream of events to its end, which is in order. */
    void readToTheEnd(String service, String path) throws Failed {
        try (CloseableHttpResponse answer = http.execute(request(service, "GET", path, Map.of()))) {
            if (answer.getStatusLine().getStatusCode() != 200) {
                throw new Failed(path + ": " + answer.getStatusLine(), null);
            }
            EntityUtils.consume(answer.getEntity());
        } catch (IOException broken) {
            throw new Failed(path + ": " + broken, broken);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    private HttpUriRequest request(String service, String method, String path, Object body) throws IOException {
        RequestBuilder request = RequestBuilder.create(method)
                .setUri(addresses.get(service).resolve(path))
                .addHeader("Authorization", "Bearer " + STACK.value("ADMIN_TOKEN"));
        if (!method.equals("GET")) {
            request.setEntity(new StringEntity(
                    JSON.writeValueAsString(body), ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        }
        return request.build();
    }
}
