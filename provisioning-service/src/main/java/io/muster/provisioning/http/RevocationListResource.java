package io.muster.provisioning.http;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

import io.muster.provisioning.authority.RevocationLists;
import io.smallrye.mutiny.Uni;

/** The certificates that a workspace does not trust any more (RFC 5280). */
@Path("/.well-known/crl/{workspace}")
@PermitAll
@Produces("application/pkix-crl")
class RevocationListResource {

    private final RevocationLists lists;

    RevocationListResource(RevocationLists lists) {
        this.lists = lists;
    }

    @GET
    public Uni<byte[]> current(@PathParam("workspace") String workspace) {
        return lists.current(workspace);
    }

    @GET
    @Path("/{authority}")
    public Uni<byte[]> of(@PathParam("workspace") String workspace, @PathParam("authority") String authority) {
        return lists.of(workspace, authority);
    }
}
