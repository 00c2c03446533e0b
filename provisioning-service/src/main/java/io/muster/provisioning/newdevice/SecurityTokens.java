package io.muster.provisioning.newdevice;

import java.util.Arrays;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.InvalidRequest;
import io.muster.provisioning.vault.Vault;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** What each workspace makes of the security tokens of new devices. */
@ApplicationScoped
public class SecurityTokens {

    private final TokenPolicies policies;
    private final Vault vault;
    private final RegistrationSettings settings;

    SecurityTokens(TokenPolicies policies, Vault vault, RegistrationSettings settings) {
        this.policies = policies;
        this.vault = vault;
        this.settings = settings;
    }

    @WithTransaction
    public Uni<TokenPolicy> policy(String workspace) {
        return policies.of(workspace).map(said -> said.orElseGet(settings::tokenPolicy));
    }

    /** @param name IGNORED, OPTIONAL or REQUIRED; others are refused */
    @WithTransaction
    public Uni<TokenPolicy> setPolicy(String workspace, @Nullable String name) {
        TokenPolicy policy = TokenPolicy.named(name)
                .orElseThrow(
                        () -> new InvalidRequest("value", "must be one of " + Arrays.toString(TokenPolicy.values())));
        return policies.set(workspace, policy).replaceWith(policy);
    }

    TokenMark mark(String token) {
        return new TokenMark(vault.fingerprint("security-token", token));
    }
}
