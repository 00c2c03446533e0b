package io.muster.telemetry.http;

import java.time.Instant;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.live.EventStreams;
import io.muster.kit.problem.InvalidRequest;
import io.muster.telemetry.live.Audience;
import io.muster.telemetry.live.LiveEvent;
import io.muster.telemetry.live.LiveFeed;
import io.muster.telemetry.live.LiveReading;
import io.muster.telemetry.reading.Channels;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    private final LiveFeed feed;
    private final EventStreams streams;

    LiveEvents(LiveFeed feed, EventStreams streams) {
        this.feed = feed;
        this.streams = streams;
    }

    /** @param http to which the events are the answer */
    Multi<OutboundSseEvent> of(Audience audience, @Nullable String lastEventId, Sse sse, HttpServerRequest http) {
        if (audience.channel() != null && !Channels.isName(audience.channel())) {
            throw new InvalidRequest("channel", "is not a channel's name");
        }
        Multi<OutboundSseEvent> readings = feed.listen(audience, lastEventId).map(event -> event(event, sse));
        return streams.keep(audience.workspace(), readings, "readings", sse, http);
    }

    private static OutboundSseEvent event(LiveEvent event, Sse sse) {
        if (event instanceof LiveEvent.Skipped skipped) {
            return EventStreams.json("skipped", SkippedView.of(skipped), sse).build();
        }
        LiveEvent.Heard heard = (LiveEvent.Heard) event;
        OutboundSseEvent.Builder reading = EventStreams.json("reading", LiveView.of(heard.reading()), sse);
        return heard.id() == null ? reading.build() : reading.id(heard.id()).build();
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
