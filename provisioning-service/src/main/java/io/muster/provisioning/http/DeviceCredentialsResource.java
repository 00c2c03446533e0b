package io.muster.provisioning.http;

import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.kit.device.DeviceUnknown;
import io.muster.kit.identity.Role;
import io.muster.kit.problem.InvalidRequest;
import io.muster.provisioning.newdevice.BootstrapDoor;
import io.muster.provisioning.newdevice.DeviceAccount;
import io.muster.provisioning.newdevice.DeviceAccounts;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Where devices ask for their first credentials, in Cumulocity's shapes. */
@Path(DeviceCredentialsResource.PATH)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class DeviceCredentialsResource {

    static final String PATH = "/devicecontrol/deviceCredentials";
    private static final String BOOTSTRAP = "ROLE_DEVICE_BOOTSTRAP";

    /** Told once, so it is told also to a device that does not say what it accepts. */
    record CredentialsView(String id, String tenantId, String username, String password, String self)
            implements DeviceControlEntity {

        static CredentialsView of(DeviceAccount account, UriInfo uri) {
            return new CredentialsView(
                    account.id(),
                    account.workspace(),
                    account.username(),
                    account.password(),
                    DeviceControl.link(uri, PATH, account.id()));
        }

        @Override
        public String mediaName() {
            return "deviceCredentials";
        }

        @Override
        public boolean always() {
            return true;
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "CredentialsView[id=" + id + ", username=" + username + "]";
        }
    }

    /** The same without what is told once. */
    record AccountView(String id, String tenantId, String username, String self) implements DeviceControlEntity {

        @Override
        public String mediaName() {
            return "deviceCredentials";
        }
    }

    private final BootstrapDoor door;
    private final DeviceControlCaller caller;
    private final DeviceControlJson json;

    DeviceCredentialsResource(BootstrapDoor door, DeviceControlCaller caller, DeviceControlJson json) {
        this.door = door;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @RolesAllowed(BOOTSTRAP)
    public Uni<RestResponse<CredentialsView>> fetch(byte[] body, @Context UriInfo uri) {
        JsonNode sent = json.read(body);
        String id = DeviceControlJson.text(sent, "id").orElseThrow(() -> new InvalidRequest("id", "is required"));
        Optional<String> token = DeviceControlJson.text(sent, "securityToken");
        return door.knock(caller.workspace(), id, token)
                .map(account -> ResponseBuilder.create(RestResponse.Status.CREATED, CredentialsView.of(account, uri))
                        // The answer holds a secret; no proxy may keep it.
                        .header("Cache-Control", "no-store")
                        .build());
    }

    /** What a device logs in with, for itself alone; {@code self} of the first answer leads here. */
    @GET
    @Path("/{id}")
    @RolesAllowed(Role.DEVICE)
    public AccountView find(@PathParam("id") String id, @Context UriInfo uri) {
        if (!id.equals(caller.device())) {
            throw new DeviceUnknown(id);
        }
        return new AccountView(id, caller.workspace(), DeviceAccounts.username(id), DeviceControl.link(uri, PATH, id));
    }
}
