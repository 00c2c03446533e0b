package io.muster.telemetry.http;

import java.time.Instant;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.kit.problem.InvalidRequest;
import io.muster.telemetry.live.Audience;
import io.muster.telemetry.live.LiveEvent;
import io.muster.telemetry.live.LiveFeed;
import io.muster.telemetry.live.LiveLimits;
import io.muster.telemetry.live.LiveReading;
import io.muster.telemetry.reading.Channels;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Live readings as server-sent events. */
@ApplicationScoped
class LiveEvents {

    static final String DESCRIPTION =
            "Server-sent events: 'reading' with an id and a reading as JSON, within a second of"
                    + " being stored, each at least once. A listener that comes again with Last-Event-ID hears what it has missed;"
                    + " if it was away for longer than muster.live.resume, ten minutes by default, the event 'skipped' says"
                    + " what part is in the history only. One that is too slow gets the event 'dropped' with the reason, and the"
                    + " stream ends.";

    private static final Logger LOG = Logger.getLogger(LiveEvents.class);

    private final LiveFeed feed;
    private final LiveLimits limits;
    private final Vertx vertx;
    private final Counter dropped;

    LiveEvents(LiveFeed feed, LiveLimits limits, Vertx vertx, MeterRegistry meters) {
        this.dropped = Counter.builder("muster.live.dropped")
                .description("Listeners of live streams that were dropped because they were too slow")
                .register(meters);
        this.feed = feed;
        this.limits = limits;
        this.vertx = vertx;
    }

    /** @param http to which the events are the answer */
    Multi<OutboundSseEvent> of(Audience audience, @Nullable String lastEventId, Sse sse, HttpServerRequest http) {
        if (audience.channel() != null && !Channels.isName(audience.channel())) {
            throw new InvalidRequest("channel", "is not a channel's name");
        }
        OutboundSseEvent end = sse.newEventBuilder().comment("end").build();
        Multi<OutboundSseEvent> readings = feed.listen(audience, lastEventId)
                .map(event -> event(event, sse))
                .onFailure(BackPressureFailure.class)
                .invoke(() -> closeSoon(audience, http))
                .onFailure(BackPressureFailure.class)
                .recoverWithItem(() -> dropped(sse))
                .onCompletion()
                .continueWith(end);
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(limits.heartbeat())
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("here").build());
        return Multi.createBy()
                .merging()
                .withRequests(1)
                .streams(readings, heartbeats)
                .select()
                .first(event -> event != end);
    }

    /** Who does not read is not told anything by a last event, and would keep its connection for ever. */
    private void closeSoon(Audience audience, HttpServerRequest http) {
        dropped.increment();
        LOG.infof("listener dropped workspace=%s reason=too-slow", audience.workspace());
        vertx.setTimer(limits.farewell().toMillis(), timer -> {
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

    private static OutboundSseEvent event(LiveEvent event, Sse sse) {
        if (event instanceof LiveEvent.Skipped skipped) {
            return json("skipped", SkippedView.of(skipped), sse).build();
        }
        LiveEvent.Heard heard = (LiveEvent.Heard) event;
        OutboundSseEvent.Builder reading = json("reading", LiveView.of(heard.reading()), sse);
        return heard.id() == null ? reading.build() : reading.id(heard.id()).build();
    }

    private static OutboundSseEvent.Builder json(String name, Object data, Sse sse) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data);
    }

    private static OutboundSseEvent dropped(Sse sse) {
        return json("dropped", Map.of("reason", "too slow: more readings wait than may"), sse)
                .build();
    }

    /** What a listener that stayed away for too long is not told, or one of which nobody knows what it has heard. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SkippedView(@Nullable Instant from, Instant to, String reason) {

        static SkippedView of(LiveEvent.Skipped skipped) {
            String reason = skipped.from() == null ? "the last event id cannot be read" : "away for too long";
            return new SkippedView(skipped.from(), skipped.to(), reason + ": see the history");
        }
    }

    @Schema(name = "LiveReading")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LiveView(
            String device,
            String channel,
            Instant timestamp,
            Instant receivedAt,
            Map<String, Object> values,
            @Nullable String unit,
            @Nullable String messageId) {

        static LiveView of(LiveReading heard) {
            return new LiveView(
                    heard.device(),
                    heard.reading().channel(),
                    heard.reading().timestamp(),
                    heard.reading().receivedAt(),
                    heard.reading().values(),
                    heard.reading().unit(),
                    heard.reading().messageId());
        }
    }
}
