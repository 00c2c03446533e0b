package io.muster.provisioning.http;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.events.AccessEvent.Attempt;
import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.provisioning.access.AccessLog;
import io.smallrye.mutiny.Uni;

/** Why a device does not come in. */
@Path("/devices/{device}/access-log")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.OPERATOR)
class AccessLogResource {

    /** @param failedAttempts since the device is known; the newest of them are listed, the newest first */
    record AccessLogView(long failedAttempts, List<Attempt> attempts) {}

    private final AccessLog log;
    private final KnownDevices devices;
    private final Caller caller;

    AccessLogResource(AccessLog log, KnownDevices devices, Caller caller) {
        this.log = log;
        this.devices = devices;
        this.caller = caller;
    }

    @GET
    public Uni<Answer<AccessLogView>> latest(@PathParam("device") String reference) {
        return devices.require(caller.workspace(), reference)
                .chain(log::of)
                .map(history -> Answer.of(new AccessLogView(history.failed(), history.latest())));
    }
}
