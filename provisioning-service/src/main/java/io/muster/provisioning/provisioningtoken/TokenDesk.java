package io.muster.provisioning.provisioningtoken;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.problem.FieldChecks;
import io.muster.provisioning.onboarding.NewcomerRules;
import io.muster.provisioning.provisioningtoken.ProvisioningToken.Scope;
import io.muster.provisioning.provisioningtoken.TokenRefusal.NothingPending;
import io.muster.provisioning.provisioningtoken.TokenRefusal.TokenUnknown;
import io.muster.provisioning.provisioningtoken.TokenState.Pending;
import io.muster.provisioning.secret.Secrets;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** Where a workspace gets its tokens, and says which waiting devices may come in. */
@ApplicationScoped
public class TokenDesk {

    private final ProvisioningTokens tokens;
    private final Secrets secrets;
    private final NewcomerRules rules;
    private final TokenLimits limits;
    private final Clock clock = Clock.systemUTC();

    TokenDesk(ProvisioningTokens tokens, Secrets secrets, NewcomerRules rules, TokenLimits limits) {
        this.tokens = tokens;
        this.secrets = secrets;
        this.rules = rules;
        this.limits = limits;
    }

    /** A token with what a device shows: exists until the answer is written, and nowhere else. */
    public record Made(ProvisioningToken token, String shown) {

        /** Without what is shown. */
        @Override
        public String toString() {
            return "Made[token=" + token + "]";
        }
    }

    @WithTransaction
    public Uni<List<Made>> make(String workspace, TokenRequest request, String by) {
        check(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expiresAt =
                now.plus(request.expiresIn() == null ? limits.expiry() : Duration.ofSeconds(request.expiresIn()));
        List<Made> made = IntStream.range(0, count(request))
                .mapToObj(one -> made(workspace, request.scope(), expiresAt, by, now))
                .toList();
        return tokens.forgetBefore(now.minus(limits.kept()))
                .chain(() -> tokens.add(made.stream().map(Made::token).toList()))
                .replaceWith(made);
    }

    private Made made(String workspace, Scope scope, Instant expiresAt, String by, Instant now) {
        String shown = secrets.make(now);
        return new Made(ProvisioningToken.made(workspace, secrets.verifier(shown), scope, expiresAt, by, now), shown);
    }

    @WithTransaction
    public Uni<Page<ProvisioningToken>> page(String workspace, PageRequest page) {
        return tokens.page(workspace, page);
    }

    /** Fails if the workspace has no such token. */
    @WithTransaction
    public Uni<ProvisioningToken> find(String workspace, String id) {
        return locked(workspace, id);
    }

    /** Nobody can come in with it any more; who has come in stays. */
    @WithTransaction
    public Uni<Void> revoke(String workspace, String id) {
        return tokens.remove(workspace, id)
                .invoke(removed -> {
                    if (!removed) {
                        throw new TokenUnknown(id);
                    }
                })
                .replaceWithVoid();
    }

    /** The device that waits with it may come in; the same call of the device succeeds from now on. */
    @WithTransaction
    public Uni<ProvisioningToken> approve(String workspace, String id) {
        return decide(workspace, id, Pending::approved);
    }

    /** The device that waits with it may not come in. */
    @WithTransaction
    public Uni<ProvisioningToken> reject(String workspace, String id) {
        return decide(workspace, id, Pending::rejected);
    }

    private Uni<ProvisioningToken> decide(String workspace, String id, Function<Pending, TokenState> decision) {
        return locked(workspace, id)
                .map(token -> {
                    if (token.state() instanceof Pending pending) {
                        return token.in(decision.apply(pending), clock.instant().truncatedTo(ChronoUnit.MILLIS));
                    }
                    throw new NothingPending(token.state().word());
                })
                .call(tokens::save);
    }

    private Uni<ProvisioningToken> locked(String workspace, String id) {
        return tokens.lock(workspace, id).onItem().ifNull().failWith(() -> new TokenUnknown(id));
    }

    private void check(TokenRequest request) {
        FieldChecks checks = new FieldChecks();
        int count = count(request);
        checks.require(count >= 1 && count <= limits.maxCount(), "count", "must be from 1 to " + limits.maxCount());
        long most = limits.maxExpiry().toSeconds();
        checks.require(
                request.expiresIn() == null || request.expiresIn() >= 1 && request.expiresIn() <= most,
                "expiresIn",
                "must be from 1 to " + most + " seconds");
        Scope scope = request.scope();
        if (scope.deviceId() != null) {
            rules.checkDeviceId("deviceId", scope.deviceId(), checks);
            checks.require(count == 1, "count", "must be 1 for a token of one device");
        }
        if (scope.type() != null) {
            rules.checkType("type", scope.type(), checks);
        }
        if (scope.group() != null) {
            rules.checkGroup("group", scope.group(), checks);
        }
        checks.orRefuse();
    }

    private static int count(TokenRequest request) {
        return request.count() == null ? 1 : request.count();
    }
}
