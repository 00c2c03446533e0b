package io.muster.kit.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads a live stream for as long as it is open. */
public final class LiveListener implements AutoCloseable {

    private final Stream<String> stream;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private LiveListener(Stream<String> stream) {
        this.stream = stream;
        Thread reader = new Thread(this::read);
        reader.setDaemon(true);
        reader.start();
    }

    public static LiveListener open(URI stream, String workspace, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(stream)
                .header("Authorization", "Bearer " + TestTokens.token(workspace, "viewer"))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new LiveListener(answer.body());
    }

    private void read() {
        try {
            stream.forEach(lines::add);
            ended = true;
        } catch (RuntimeException closed) {
            lines.add("closed");
        }
    }

    /** Whether the service has ended it. */
    public boolean isEnded() {
        return ended;
    }

    public List<String> data() {
        return lines("data:");
    }

    public boolean hears(String text) {
        return data().stream().anyMatch(data -> data.contains(text));
    }

    public List<String> lines(String kind) {
        return lines.stream()
                .filter(line -> line.startsWith(kind))
                .map(line -> line.substring(kind.length()).strip())
                .toList();
    }

    @Override
    public void close() {
        stream.close();
    }
}
