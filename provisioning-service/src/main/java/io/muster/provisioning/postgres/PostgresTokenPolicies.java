package io.muster.provisioning.postgres;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.provisioning.newdevice.TokenPolicies;
import io.muster.provisioning.newdevice.TokenPolicy;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class PostgresTokenPolicies implements TokenPolicies {

    private static final String SET =
            """
            insert into token_policy (workspace, policy) values (:workspace, :policy)
            on conflict (workspace) do update set policy = excluded.policy
            """;

    @Override
    public Uni<Optional<TokenPolicy>> of(String workspace) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select policy from token_policy where workspace = :workspace", String.class)
                        .setParameter("workspace", workspace)
                        .getSingleResultOrNull())
                .map(policy -> Optional.ofNullable(policy).map(TokenPolicy::valueOf));
    }

    @Override
    public Uni<Void> set(String workspace, TokenPolicy policy) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SET)
                        .setParameter("workspace", workspace)
                        .setParameter("policy", policy.name())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
