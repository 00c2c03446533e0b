package io.muster.provisioning.http;

import jakarta.enterprise.context.RequestScoped;

import io.muster.kit.identity.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import org.jspecify.annotations.Nullable;

/** Who makes this request, with a password or with a bearer token. */
@RequestScoped
class DeviceControlCaller {

    private final SecurityIdentity identity;
    private final Caller bearer;

    DeviceControlCaller(SecurityIdentity identity, Caller bearer) {
        this.identity = identity;
        this.bearer = bearer;
    }

    String workspace() {
        @Nullable String workspace = identity.getAttribute(PasswordAuthentication.WORKSPACE);
        return workspace == null ? bearer.workspace() : workspace;
    }

    /** What the device that calls calls itself; null if it is none. */
    @Nullable
    String device() {
        return identity.getAttribute(PasswordAuthentication.DEVICE);
    }

    String name() {
        return identity.getPrincipal().getName();
    }
}
