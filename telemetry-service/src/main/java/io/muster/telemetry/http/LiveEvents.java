package io.muster.telemetry.http;

import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.telemetry.live.Audience;
import io.muster.telemetry.live.LiveFeed;
import io.muster.telemetry.live.LiveLimits;
import io.muster.telemetry.live.LiveReading;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Live readings as server-sent events. */
@ApplicationScoped
class LiveEvents {

    static final String DESCRIPTION =
            "Server-sent events: 'reading' with an id and a reading as JSON, within a second of"
                    + " being stored, each at least once. A listener that comes again with Last-Event-ID hears what it has missed"
                    + " in the last ten minutes. One that is too slow gets the event 'dropped', and the stream ends.";

    private final LiveFeed feed;
    private final LiveLimits limits;

    LiveEvents(LiveFeed feed, LiveLimits limits) {
        this.feed = feed;
        this.limits = limits;
    }

    Multi<OutboundSseEvent> of(Audience audience, @Nullable String lastEventId, Sse sse) {
        Multi<OutboundSseEvent> readings = feed.listen(audience, lastEventId)
                .map(heard -> event(heard, sse))
                .onFailure(BackPressureFailure.class)
                .recoverWithItem(() -> dropped(sse))
                .onCompletion()
                .fail();
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(limits.heartbeat())
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("here").build());
        return Multi.createBy()
                .merging()
                .streams(readings, heartbeats)
                .onFailure(NoSuchElementException.class)
                .recoverWithCompletion();
    }

    private static OutboundSseEvent event(LiveReading heard, Sse sse) {
        return sse.newEventBuilder()
                .id(heard.eventId())
                .name("reading")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(LiveView.of(heard))
                .build();
    }

    private static OutboundSseEvent dropped(Sse sse) {
        return sse.newEventBuilder()
                .name("dropped")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(Map.of("reason", "too slow: more readings wait than may"))
                .build();
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
