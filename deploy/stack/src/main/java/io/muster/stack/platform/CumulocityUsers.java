package io.muster.stack.platform;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.stack.secret.Secrets;

/**
 * The users with whom scripts try the Cumulocity-style endpoints: made up with the stack's other secrets, and made
 * through the same door as anybody's.
 */
final class CumulocityUsers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String ADMIN = "ROLE_DEVICE_CONTROL_ADMIN";
    private static final String READ = "ROLE_DEVICE_CONTROL_READ";
    private static final String BOOTSTRAP = "ROLE_DEVICE_BOOTSTRAP";

    private record User(String workspace, String key, String name, String password, List<String> roles) {

        /** Without the password. */
        @Override
        public String toString() {
            return "User[workspace=" + workspace + ", name=" + name + "]";
        }
    }

    private final List<User> users;

    CumulocityUsers(String workspace, String otherWorkspace, Secrets secrets) {
        users = List.of(
                user(workspace, "C8Y_", "c8y-admin", secrets, ADMIN, READ),
                user(workspace, "C8Y_READ_", "c8y-reader", secrets, READ),
                user(workspace, "C8Y_BOOTSTRAP_", "c8y-bootstrap", secrets, BOOTSTRAP),
                user(otherWorkspace, "C8Y2_", "c8y-admin", secrets, ADMIN, READ));
    }

    private static User user(String workspace, String key, String name, Secrets secrets, String... roles) {
        return new User(workspace, key, name, secrets.password("user." + workspace + "." + name), List.of(roles));
    }

    /** What a script needs to log in as them. */
    Map<String, String> env() {
        Map<String, String> env = new TreeMap<>();
        for (User user : users) {
            env.put(user.key() + "USER", user.name());
            env.put(user.key() + "PASSWORD", user.password());
            env.put(user.key().startsWith("C8Y2") ? "C8Y2_TENANT" : "C8Y_TENANT", user.workspace());
        }
        return env;
    }

    /**
     * Adds those that are not there yet.
     *
     * @param provisioning where the service listens
     * @param tokens an administrator's token of each workspace
     */
    void add(URI provisioning, Map<String, String> tokens) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        for (User user : users) {
            HttpRequest request = HttpRequest.newBuilder(provisioning.resolve("/users"))
                    .timeout(TIMEOUT)
                    .header("Authorization", "Bearer " + tokens.get(user.workspace()))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(
                            Map.of("username", user.name(), "password", user.password(), "roles", user.roles()))))
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != HttpURLConnection.HTTP_CREATED
                    && answer.statusCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw new IOException("cannot add " + user + ": status " + answer.statusCode() + " " + answer.body());
            }
        }
    }
}
