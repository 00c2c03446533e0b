package io.muster.kit.identity;

import io.muster.kit.device.Admitted;
import io.muster.kit.device.KnownDevice;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import org.jose4j.jwt.JwtClaims;

/** A device that has shown who it is, in the form in which {@link Caller} knows its callers. */
final class DeviceIdentity {

    private DeviceIdentity() {}

    /**
     * Fails if the device's status keeps it out.
     *
     * @param said by its token, which does not name the workspace: that would not fit into small devices
     */
    static SecurityIdentity of(Admitted admitted, JwtClaims said) {
        KnownDevice device = admitted.device();
        if (device.isKeptOut()) {
            throw KeptOut.because(device.status(), "The device is " + device.status() + ".");
        }
        JwtClaims claims = new JwtClaims();
        said.getClaimsMap().forEach(claims::setClaim);
        claims.setStringClaim(Caller.WORKSPACE_CLAIM, device.workspace());
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new DefaultJWTCallerPrincipal(claims))
                .addRole(Role.DEVICE)
                .addAttribute(Caller.DEVICE_ATTRIBUTE, device.id())
                .addAttribute(Caller.PUBLISH_ATTRIBUTE, admitted.publish())
                .build();
    }

    /** A device that came without a token. */
    static SecurityIdentity of(Admitted admitted) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(admitted.device().id());
        return of(admitted, claims);
    }
}
