package io.muster.provisioning.http;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.kit.identity.BasicLogin;
import io.muster.kit.identity.QuietMechanism;
import io.muster.kit.identity.Role;
import io.muster.provisioning.credential.CredentialRefusal.NotTrusted;
import io.muster.provisioning.credential.DeviceLogins;
import io.muster.provisioning.user.Login;
import io.muster.provisioning.user.LoginDesk;
import io.muster.provisioning.user.User;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets users in with {@code workspace/name:password}, and devices with what they show to the broker: only on this
 * dialect's paths, everywhere else it is not asked.
 */
@ApplicationScoped
class PasswordAuthentication implements QuietMechanism {

    /** The attribute of an identity that says in which workspace it is. */
    static final String WORKSPACE = "workspace";

    /** The attribute of an identity that says how a device calls itself, if one it is. */
    static final String DEVICE = "device";

    private final LoginDesk desk;
    private final DeviceLogins devices;

    PasswordAuthentication(LoginDesk desk, DeviceLogins devices) {
        this.desk = desk;
        this.devices = devices;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        String header = exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (!BasicLogin.isIn(header) || !DeviceControl.owns(exchange.request().path())) {
            return Uni.createFrom().nullItem();
        }
        BasicLogin shown = BasicLogin.of(header);
        return desk.admit(Login.of(shown.username(), shown.password()))
                .chain(user -> user.map(known -> Uni.createFrom().item(PasswordAuthentication.identity(known)))
                        .orElseGet(() -> device(BasicLogin.readings(header), exchange)));
    }

    private Uni<SecurityIdentity> device(List<BasicLogin> shown, RoutingContext exchange) {
        return devices.authenticate(shown, exchange.request().remoteAddress().hostAddress())
                .map(device -> PasswordAuthentication.identity(device.device()))
                .onFailure(NotTrusted.class)
                .transform(AuthenticationFailedException::new);
    }

    private static SecurityIdentity identity(KnownDevice device) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(device.id()))
                .addAttribute(WORKSPACE, device.workspace())
                .addAttribute(DEVICE, device.deviceId())
                .addRole(Role.DEVICE)
                .build();
    }

    private static SecurityIdentity identity(User user) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(user.name()))
                .addAttribute(WORKSPACE, user.workspace());
        user.roles().forEach(role -> identity.addRole(role.name()));
        return identity.build();
    }
}
