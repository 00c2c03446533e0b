package io.muster.provisioning.postgres;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.muster.kit.device.KnownDevice;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.provisioning.provisioningtoken.ProvisioningToken;
import io.muster.provisioning.provisioningtoken.ProvisioningTokens;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Tokens, a row each. */
@ApplicationScoped
class PostgresProvisioningTokens implements ProvisioningTokens {

    /** A few at a time, so that no request pays for many. */
    private static final String FORGET =
            """
            delete from provisioning_token where id in (
                select id from provisioning_token where expires_at < :before order by expires_at limit 1000
                for update skip locked)
            """;

    @Override
    public Uni<Void> add(List<ProvisioningToken> tokens) {
        Object[] rows = tokens.stream().map(ProvisioningTokenRow::of).toArray();
        return Panache.getSession().chain(session -> session.persistAll(rows));
    }

    @Override
    public Uni<@Nullable ProvisioningToken> shown(String verifier) {
        return first(ProvisioningTokenRow.find("verifier", verifier));
    }

    @Override
    public Uni<@Nullable ProvisioningToken> lockShown(String verifier) {
        return first(ProvisioningTokenRow.<ProvisioningTokenRow>find("verifier", verifier)
                .withLock(LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public Uni<@Nullable ProvisioningToken> lock(String workspace, String id) {
        return first(ProvisioningTokenRow.<ProvisioningTokenRow>find("workspace = ?1 and id = ?2", workspace, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public Uni<Void> save(ProvisioningToken token) {
        return ProvisioningTokenRow.<ProvisioningTokenRow>findById(token.id())
                .invoke(row -> row.take(token))
                .replaceWithVoid();
    }

    @Override
    public Uni<Page<ProvisioningToken>> page(String workspace, PageRequest page) {
        return ProvisioningTokenRow.count("workspace", workspace)
                .chain(total -> ProvisioningTokenRow.<ProvisioningTokenRow>find(
                                "workspace = ?1 order by id desc", workspace)
                        .range(page.offset(), page.offset() + page.limit() - 1)
                        .list()
                        .map(rows -> new Page<>(
                                rows.stream().map(ProvisioningTokenRow::token).toList(), total, page)));
    }

    @Override
    public Uni<Boolean> remove(String workspace, String id) {
        return ProvisioningTokenRow.delete("workspace = ?1 and id = ?2", workspace, id)
                .map(removed -> removed == 1);
    }

    @Override
    public Uni<@Nullable ProvisioningToken> lockUsedBy(KnownDevice device) {
        return first(ProvisioningTokenRow.<ProvisioningTokenRow>find(
                        "workspace = ?1 and claimedBy = ?2 and state = 'used' order by id desc",
                        device.workspace(),
                        device.deviceId())
                .withLock(LockModeType.PESSIMISTIC_WRITE));
    }

    @Override
    public Uni<Void> forgetBefore(Instant time) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FORGET)
                        .setParameter("before", time)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<@Nullable ProvisioningToken> first(PanacheQuery<ProvisioningTokenRow> query) {
        return query.firstResult().map(row -> row == null ? null : row.token());
    }
}
