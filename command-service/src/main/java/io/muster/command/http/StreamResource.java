package io.muster.command.http;

import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.command.execution.Step;
import io.muster.command.live.LiveEvent;
import io.muster.command.live.LiveFeed;
import io.muster.command.live.Sighting;
import io.muster.kit.identity.Role;
import io.muster.kit.live.EventStreams;
import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How far commands have come, as server-sent events. */
@Tag(name = "Commands")
@Path("/commands/{id}/stream")
@RolesAllowed(Role.VIEWER)
@Followed
class StreamResource {

    /** How a command ended. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EndedCommand(String status, @Nullable Object result, @Nullable String reason) {

        private static EndedCommand of(Sighting.OfCommand last) {
            Step step = last.steps().get(last.steps().size() - 1);
            return new EndedCommand(step.stage().word(), last.result(), step.reason());
        }
    }

    private final LiveFeed feed;

    StreamResource(LiveFeed feed) {
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "A command or a batch, followed to its end",
            description =
                    "Server-sent events. Of a command: 'step' for each change of its status, from the order on. Of a batch:"
                            + " 'counts', how many of its commands have which status, whenever that has changed. In the end"
                            + " 'end', after which the stream is closed. A listener that comes again with Last-Event-ID is told what"
                            + " it has missed; of a batch that is how it stands now.")
    public Multi<OutboundSseEvent> stream(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
            @Context Sse sse,
            @Context ContainerRequestContext request) {
        return feed.follow(StreamGate.found(request), lastEventId).map(event -> event(event, sse));
    }

    private static OutboundSseEvent event(LiveEvent event, Sse sse) {
        if (event instanceof LiveEvent.Stepped stepped) {
            return EventStreams.json("step", ExecutionView.Occurrence.of(stepped.step()), sse)
                    .id(stepped.id())
                    .build();
        }
        if (event instanceof LiveEvent.Counted counted) {
            return EventStreams.json("counts", BatchView.states(counted.counts()), sse)
                    .id(counted.id())
                    .build();
        }
        if (event instanceof LiveEvent.Ended ended) {
            return EventStreams.json("end", end(ended.last()), sse).build();
        }
        return sse.newEventBuilder().comment("here").build();
    }

    private static Object end(Sighting last) {
        return last instanceof Sighting.OfCommand command
                ? EndedCommand.of(command)
                : Map.of("status", "finished", "states", BatchView.states(((Sighting.OfBatch) last).counts()));
    }
}
