package io.muster.registry.http;

import java.time.Clock;
import java.time.Instant;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.registry.connection.Connection;
import io.muster.registry.search.DeviceCatalog;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Whether a device is connected. */
@Path("/devices/{id}/connection")
@Produces(MediaType.APPLICATION_JSON)
class ConnectionResource {

    /**
     * @param connectionDuration how long the newest session has lasted, or did last, in seconds
     * @param sessions how many sessions the device has had
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConnectionView(
            boolean connected,
            @Nullable Instant lastConnected,
            @Nullable Instant lastDisconnected,
            long connectionDuration,
            @Nullable String ipAddress,
            @Nullable String protocol,
            long sessions) {

        static ConnectionView of(Connection connection, Instant now) {
            return new ConnectionView(
                    connection.connected(),
                    connection.lastConnected(),
                    connection.lastDisconnected(),
                    connection.duration(now).toSeconds(),
                    connection.ipAddress(),
                    connection.protocol(),
                    connection.sessions());
        }
    }

    private final DeviceCatalog catalog;
    private final Newcomers newcomers;
    private final Caller caller;
    private final Clock clock = Clock.systemUTC();

    ConnectionResource(DeviceCatalog catalog, Newcomers newcomers, Caller caller) {
        this.catalog = catalog;
        this.newcomers = newcomers;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    public Uni<Answer<ConnectionView>> get(@PathParam("id") String id) {
        String workspace = caller.workspace();
        return newcomers
                .await(() -> catalog.require(workspace, id))
                .map(card -> Answer.of(ConnectionView.of(card.connection(), clock.instant())));
    }
}
