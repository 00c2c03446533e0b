package io.muster.provisioning.esp32;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent.Kind;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.device.KnownDevices;
import io.muster.provisioning.credential.Credential;
import io.muster.provisioning.credential.CredentialOffice;
import io.muster.provisioning.credential.CredentialOrder;
import io.muster.provisioning.credential.CredentialStory;
import io.muster.provisioning.credential.CredentialUse;
import io.muster.provisioning.credential.FailedLogins;
import io.muster.provisioning.credential.IssuedCredential.IssuedToken;
import io.muster.provisioning.credential.Proof;
import io.muster.provisioning.credential.Succession;
import io.muster.provisioning.esp32.Esp32Refusal.TokenInvalid;
import io.muster.provisioning.signing.DeviceTokens;
import io.muster.provisioning.signing.DeviceTokens.Claims;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Where a device gets its next token for the one it has. */
@ApplicationScoped
public class TokenRefresh {

    private final DeviceTokens tokens;
    private final KnownDevices devices;
    private final CredentialOffice office;
    private final CredentialUse uses;
    private final FailedLogins failed;
    private final Esp32Limits limits;
    private final Clock clock = Clock.systemUTC();

    TokenRefresh(
            DeviceTokens tokens,
            KnownDevices devices,
            CredentialOffice office,
            CredentialUse uses,
            FailedLogins failed,
            Esp32Limits limits) {
        this.tokens = tokens;
        this.devices = devices;
        this.office = office;
        this.uses = uses;
        this.failed = failed;
        this.limits = limits;
    }

    /**
     * A token with the rights of the one that is shown, which takes its place after {@link
     * Esp32Limits#refreshOverlap()}.
     *
     * @param shown a device's token; null if none was
     * @param address whose IP address it is
     */
    public Uni<String> refresh(@Nullable String shown, String address) {
        if (shown == null) {
            throw new TokenInvalid();
        }
        return tokens.signed(shown)
                .chain(claims -> claims.isPresent()
                        ? known(claims.get().device()).chain(device -> refresh(device, claims.get(), address))
                        : refuseUnsigned(shown, address));
    }

    private Uni<KnownDevice> known(String id) {
        return devices.byId(id).onItem().ifNull().failWith(TokenInvalid::new);
    }

    private Uni<String> refuseUnsigned(String shown, String address) {
        return Uni.createFrom()
                .optional(DeviceTokens.claimed(shown))
                .onItem()
                .ifNotNull()
                .transformToUni(devices::byId)
                .onItem()
                .ifNotNull()
                .transformToUni(device -> failed.noteUnsigned(device, shown, address))
                .chain(() -> Uni.createFrom().failure(TokenInvalid::new));
    }

    private Uni<String> refresh(KnownDevice device, Claims claims, String address) {
        return office.list(device)
                .map(stories -> stories.stream()
                        .filter(story -> isShown(story, claims))
                        .findFirst()
                        .map(CredentialStory::credential))
                .chain(held -> held.map(credential -> successor(device, credential, address))
                        .orElseGet(() -> failed.note(device, claims, address)
                                .chain(() -> Uni.createFrom().failure(TokenInvalid::new))));
    }

    private boolean isShown(CredentialStory story, Claims claims) {
        return story.credential().kind() == Kind.TOKEN
                && story.credential().verifier().equals(claims.id())
                && story.revokedAt() == null
                && !story.credential().validity().isOver(clock.instant());
    }

    private Uni<String> successor(KnownDevice device, Credential credential, String address) {
        CredentialOrder order =
                new CredentialOrder(new Proof.Token(), Optional.of(FirstRegistration.TOKEN_LIFE), credential.topics());
        Uni<Void> noted = device.isKeptOut()
                ? failed.note(device, address)
                : Uni.createFrom().voidItem();
        Succession succession =
                new Succession.OfOneAmong(credential.id(), limits.refreshOverlap(), Kind.TOKEN, limits.maxTokens());
        return noted.chain(() -> office.issue(device, order, succession, device.id()))
                .call(issued -> uses.overHttp(device, credential.id()))
                .map(issued -> ((IssuedToken) issued).password());
    }
}
