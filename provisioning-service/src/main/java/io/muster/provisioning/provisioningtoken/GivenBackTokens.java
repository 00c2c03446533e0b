package io.muster.provisioning.provisioningtoken;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.provisioning.onboarding.Displacement;
import io.muster.provisioning.provisioningtoken.TokenState.Used;
import io.smallrye.mutiny.Uni;

/** A newcomer that has lost its name may come in once more with the token that it used up. */
@ApplicationScoped
class GivenBackTokens implements Displacement {

    private final ProvisioningTokens tokens;
    private final Clock clock = Clock.systemUTC();

    GivenBackTokens(ProvisioningTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<Void> onDisplaced(KnownDevice newcomer) {
        return tokens.lockUsedBy(newcomer)
                .onItem()
                .ifNotNull()
                .transformToUni(token -> tokens.save(token.in(
                        ((Used) token.state()).givenBack(), clock.instant().truncatedTo(ChronoUnit.MILLIS))));
    }
}
