package io.muster.provisioning.esp32;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.credential.CredentialOffice;
import io.muster.provisioning.credential.CredentialStory;
import io.muster.provisioning.credential.IssuedCredential;
import io.muster.provisioning.credential.Succession;
import io.muster.provisioning.esp32.Esp32Refusal.AlreadyRegistered;
import io.muster.provisioning.esp32.Esp32Refusal.TokenInvalid;
import io.muster.provisioning.onboarding.Newcomer;
import io.muster.provisioning.onboarding.Reception;
import io.muster.provisioning.provisioningtoken.ProvisioningToken;
import io.muster.provisioning.provisioningtoken.ProvisioningTokens;
import io.muster.provisioning.provisioningtoken.TokenState;
import io.muster.provisioning.provisioningtoken.TokenState.Open;
import io.muster.provisioning.provisioningtoken.TokenState.Pending;
import io.muster.provisioning.provisioningtoken.TokenState.Rejected;
import io.muster.provisioning.provisioningtoken.TokenState.Usable;
import io.muster.provisioning.secret.Secrets;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Decides, holding the token: of any number of calls with one token, one is let in. */
@ApplicationScoped
class AdmissionDesk {

    private final ProvisioningTokens tokens;
    private final Secrets secrets;
    private final Reception reception;
    private final CredentialOffice office;
    private final Clock clock = Clock.systemUTC();

    AdmissionDesk(ProvisioningTokens tokens, Secrets secrets, Reception reception, CredentialOffice office) {
        this.tokens = tokens;
        this.secrets = secrets;
        this.reception = reception;
        this.office = office;
    }

    /** What becomes of a call. */
    enum Decision {
        ADMITTED,
        PENDING,
        REJECTED
    }

    /** Another call has let this device in meanwhile, under another id. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("another call was faster", null, false, false);
        }
    }

    /** The token, in whatever state, or null. */
    @WithTransaction
    Uni<@Nullable ProvisioningToken> look(String shown) {
        return tokens.shown(secrets.verifier(shown));
    }

    /**
     * Uses the token up for this device and enters its credential, unless a person has to decide first.
     *
     * @param device as it is known, or as it would be
     * @throws Overtaken through the {@code Uni}, if it is another one by now
     */
    @WithTransaction
    Uni<Decision> decide(String shown, Newcomer newcomer, KnownDevice device, IssuedCredential made, boolean approval) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return tokens.lockShown(secrets.verifier(shown))
                .map(token -> usable(token, newcomer, now))
                .chain(token -> decide(token, newcomer, device, made, approval, now));
    }

    private static ProvisioningToken usable(@Nullable ProvisioningToken token, Newcomer newcomer, Instant now) {
        if (token == null
                || token.isOver(now)
                || token.state() instanceof TokenState.Used
                || !token.isFor(newcomer.deviceId())) {
            throw new TokenInvalid();
        }
        return token;
    }

    /** With a token for this very device, one whose credentials have ended may come in again. */
    private Uni<Void> requireNew(KnownDevice device, ProvisioningToken token) {
        return office.list(device)
                .invoke(stories -> {
                    boolean known = token.scope().deviceId() == null
                            ? !stories.isEmpty()
                            : stories.stream().anyMatch(this::isValid);
                    if (known) {
                        throw new AlreadyRegistered(device.deviceId());
                    }
                })
                .replaceWithVoid();
    }

    private boolean isValid(CredentialStory story) {
        return story.revokedAt() == null && !story.credential().validity().isOver(clock.instant());
    }

    private Uni<Decision> decide(
            ProvisioningToken token,
            Newcomer newcomer,
            KnownDevice device,
            IssuedCredential made,
            boolean approval,
            Instant now) {
        if (token.state() instanceof Rejected) {
            return Uni.createFrom().item(Decision.REJECTED);
        }
        if (token.state() instanceof Pending) {
            return Uni.createFrom().item(Decision.PENDING);
        }
        if (approval && token.state() instanceof Open open) {
            return requireNew(device, token)
                    .chain(() -> tokens.save(token.in(open.claimedBy(newcomer.deviceId()), now)))
                    .replaceWith(Decision.PENDING);
        }
        TokenState used = ((Usable) token.state()).usedBy(newcomer.deviceId());
        return admit(newcomer, device)
                .chain(() -> requireNew(device, token))
                .chain(() -> office.enter(device, made, new Succession.OfAll(Duration.ZERO)))
                .chain(() -> tokens.save(token.in(used, now)))
                .replaceWith(Decision.ADMITTED);
    }

    /** From here on nobody else lets a device of this name in, until the transaction ends. */
    private Uni<Void> admit(Newcomer newcomer, KnownDevice device) {
        return reception
                .admit(newcomer, device.id())
                .invoke(admitted -> {
                    if (!admitted.device().id().equals(device.id())) {
                        throw new Overtaken();
                    }
                })
                .replaceWithVoid();
    }
}
