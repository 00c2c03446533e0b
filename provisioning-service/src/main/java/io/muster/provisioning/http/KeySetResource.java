package io.muster.provisioning.http;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.muster.provisioning.signing.DeviceTokens;
import io.muster.provisioning.signing.PublicSigningKey;
import io.smallrye.mutiny.Uni;

/** The keys with which anybody can verify a device's token (RFC 7517). */
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
class KeySetResource {

    record KeySet(List<Map<String, Object>> keys) {}

    private final DeviceTokens tokens;

    KeySetResource(DeviceTokens tokens) {
        this.tokens = tokens;
    }

    @GET
    @PermitAll
    public Uni<KeySet> keys() {
        return tokens.published()
                .map(published ->
                        new KeySet(published.stream().map(PublicSigningKey::jwk).toList()));
    }
}
