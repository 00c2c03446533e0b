package io.muster.kit.device;

import jakarta.ws.rs.container.ContainerRequestContext;

import io.muster.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Finds the device that the path names before the resource is asked, and lets no request by that names none. */
public class DeviceGate {

    private static final String FOUND = DeviceGate.class.getName();

    private final KnownDevices devices;
    private final Caller caller;

    DeviceGate(KnownDevices devices, Caller caller) {
        this.devices = devices;
        this.caller = caller;
    }

    @OfKnownDevice
    @ServerRequestFilter
    Uni<Void> find(ContainerRequestContext request) {
        return devices.requireKept(
                        caller.workspace(),
                        request.getUriInfo().getPathParameters().getFirst("id"))
                .invoke(device -> request.setProperty(FOUND, device))
                .replaceWithVoid();
    }

    /** The device that the request names. */
    public static KnownDevice found(ContainerRequestContext request) {
        return (KnownDevice) request.getProperty(FOUND);
    }
}
