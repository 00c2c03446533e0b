package io.muster.shadow.http;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.device.KnownDevices;
import io.muster.kit.identity.Caller;
import io.muster.kit.identity.Role;
import io.muster.kit.paging.Answer;
import io.muster.shadow.change.DeviceShadows;
import io.muster.shadow.document.Shadow;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Which named shadows a device has. */
@Path("/devices/{id}/shadow/names")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shadow")
class ShadowNamesResource {

    /** @param pending whether the device has something left to do */
    record NamedShadow(String name, long version, boolean pending) {

        static NamedShadow of(Shadow shadow) {
            return new NamedShadow(shadow.id().name(), shadow.version(), shadow.isPending());
        }
    }

    private final KnownDevices devices;
    private final DeviceShadows shadows;
    private final Caller caller;

    ShadowNamesResource(KnownDevices devices, DeviceShadows shadows, Caller caller) {
        this.devices = devices;
        this.shadows = shadows;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(summary = "The device's named shadows, by name")
    public Uni<Answer<List<NamedShadow>>> list(@RestPath String id) {
        return devices.requireKept(caller.workspace(), id)
                .chain(device -> shadows.named(device.workspace(), device.id()))
                .map(named -> Answer.of(named.stream().map(NamedShadow::of).toList()));
    }
}
