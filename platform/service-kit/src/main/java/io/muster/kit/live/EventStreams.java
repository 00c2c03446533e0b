package io.muster.kit.live;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.kit.drain.Drain;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.jboss.logging.Logger;

/** Keeps streams of server-sent events alive, and ends those whose listeners do not read or whose replica goes. */
@ApplicationScoped
public class EventStreams {

    private static final Logger LOG = Logger.getLogger(EventStreams.class);

    private final StreamSettings settings;
    private final Vertx vertx;
    private final Drain drain;
    private final Counter dropped;

    EventStreams(StreamSettings settings, Vertx vertx, Drain drain, MeterRegistry meters) {
        this.dropped = Counter.builder("muster.live.dropped")
                .description("Listeners of live streams that were dropped because they were too slow")
                .register(meters);
        this.settings = settings;
        this.vertx = vertx;
        this.drain = drain;
    }

    /**
     * The events, and a comment whenever {@link StreamSettings#heartbeat()} has gone by. A listener for which too many
     * wait gets the event {@code dropped} with the reason, if it still reads, and its connection is closed. The stream of a
     * replica that is about to end is over, and the listener connects anew.
     *
     * @param workspace to be named where a listener is dropped
     * @param events fail with a {@link BackPressureFailure} when more wait than may
     * @param waiting what there are too many of, in the plural
     * @param http to which the events are the answer
     */
    public Multi<OutboundSseEvent> keep(
            String workspace, Multi<OutboundSseEvent> events, String waiting, Sse sse, HttpServerRequest http) {
        OutboundSseEvent end = sse.newEventBuilder().comment("end").build();
        Multi<OutboundSseEvent> told = events.onFailure(BackPressureFailure.class)
                .invoke(() -> closeSoon(workspace, http))
                .onFailure(BackPressureFailure.class)
                .recoverWithItem(() -> dropped(waiting, sse))
                .onCompletion()
                .continueWith(end);
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(settings.heartbeat())
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("here").build());
        return Multi.createBy()
                .merging()
                .withRequests(1)
                .streams(told, heartbeats, drain.begun().map(begun -> end))
                .select()
                .first(event -> event != end);
    }

    /** An event with something to be written as JSON. */
    public static OutboundSseEvent.Builder json(String name, Object data, Sse sse) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data);
    }

    /** Who does not read is not told anything by a last event, and would keep its connection for ever. */
    private void closeSoon(String workspace, HttpServerRequest http) {
        dropped.increment();
        LOG.infof("listener dropped workspace=%s reason=too-slow", workspace);
        vertx.setTimer(settings.farewell().toMillis(), timer -> {
            if (!http.response().ended() && !http.response().closed()) {
                abort(http);
            }
        });
    }

    /** A reset does it over HTTP/2; over HTTP/1 it would wait for what was written before it, which is not read. */
    private static void abort(HttpServerRequest http) {
        if (http.version() != HttpVersion.HTTP_2 && http.connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().close();
        } else {
            http.response().reset();
        }
    }

    private static OutboundSseEvent dropped(String waiting, Sse sse) {
        return json("dropped", Map.of("reason", "too slow: more " + waiting + " wait than may"), sse)
                .build();
    }
}
