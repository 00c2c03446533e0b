package io.muster.provisioning.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.kit.identity.Role;
import io.muster.provisioning.newdevice.SecurityTokens;
import io.muster.provisioning.newdevice.TokenPolicy;
import io.smallrye.mutiny.Uni;

/** The one option of a workspace that this dialect has: what it makes of security tokens. */
@Path("/tenant/options/device-registration/security-token.policy")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class TenantOptionResource {

    record OptionView(String category, String key, String value) implements DeviceControlEntity {

        static OptionView of(TokenPolicy policy) {
            return new OptionView("device-registration", "security-token.policy", policy.name());
        }

        @Override
        public String mediaName() {
            return "option";
        }
    }

    private final SecurityTokens tokens;
    private final DeviceControlCaller caller;
    private final DeviceControlJson json;

    TenantOptionResource(SecurityTokens tokens, DeviceControlCaller caller, DeviceControlJson json) {
        this.tokens = tokens;
        this.caller = caller;
        this.json = json;
    }

    @GET
    @RolesAllowed({NewDeviceRequestResource.READ, NewDeviceRequestResource.ADMIN, Role.VIEWER})
    public Uni<OptionView> policy() {
        return tokens.policy(caller.workspace()).map(OptionView::of);
    }

    /** Who may expect devices may say how they are to be known. */
    @PUT
    @RolesAllowed({NewDeviceRequestResource.ADMIN, Role.ADMIN})
    public Uni<OptionView> setPolicy(byte[] body) {
        String value = DeviceControlJson.text(json.read(body), "value").orElse(null);
        return tokens.setPolicy(caller.workspace(), value).map(OptionView::of);
    }
}
