package io.muster.command.postgres;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.rollout.Rollout;
import io.muster.command.rollout.RolloutState;
import io.muster.command.rollout.Rollouts;
import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresRollouts implements Rollouts {

    private static final String CLAIM =
            """
            update rollout set look_at = :until
            where id = (select id from rollout where look_at <= :now order by look_at limit 1 for update skip locked)
            returning id
            """;
    private static final String LOCK = "select id from rollout where id = :id for update skip locked";
    private static final String LOCK_WAITING =
            "select id from rollout where id = :id and workspace = :workspace for update";
    private static final String REMOVE =
            """
            delete from rollout where id in (
                select id from rollout where look_at is null and updated_at < :before limit :limit)
            """;

    private final JsonText json;

    PostgresRollouts(JsonText json) {
        this.json = json;
    }

    @Override
    public Uni<Void> add(Rollout rollout, Instant lookAt) {
        RolloutRow row = RolloutRow.of(rollout, json);
        row.lookAt = lookAt;
        return row.persistAndFlush().replaceWithVoid();
    }

    @Override
    public Uni<Void> save(Rollout rollout, @Nullable Instant lookAt) {
        return RolloutRow.<RolloutRow>findById(rollout.id())
                .invoke(row -> {
                    row.take(rollout, json);
                    row.lookAt = lookAt;
                })
                .call(row -> row.flush())
                .replaceWithVoid();
    }

    @Override
    public Uni<@Nullable String> claim(Instant now, Instant until) {
        return Panache.getSession().chain(session -> session.createNativeQuery(CLAIM, String.class)
                .setParameter("now", now)
                .setParameter("until", until)
                .getSingleResultOrNull());
    }

    @Override
    public Uni<@Nullable Rollout> lockIfFree(String id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, String.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .chain(this::locked);
    }

    @Override
    public Uni<@Nullable Rollout> lock(String workspace, String id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_WAITING, String.class)
                        .setParameter("id", id)
                        .setParameter("workspace", workspace)
                        .getSingleResultOrNull())
                .chain(this::locked);
    }

    @Override
    public Uni<@Nullable Rollout> find(String workspace, String id) {
        return RolloutRow.<RolloutRow>find("id = ?1 and workspace = ?2", id, workspace)
                .firstResult()
                .map(this::rollout);
    }

    @Override
    public Uni<Page<Rollout>> page(String workspace, RolloutState.@Nullable Name state, PageRequest page) {
        PanacheQuery<RolloutRow> query = state == null
                ? RolloutRow.find("workspace = ?1 order by id desc", workspace)
                : RolloutRow.find("workspace = ?1 and state = ?2 order by id desc", workspace, state);
        return query.count().chain(total -> query.range(page.offset(), page.offset() + page.limit() - 1)
                .list()
                .map(rows ->
                        new Page<>(rows.stream().map(row -> row.rollout(json)).toList(), total, page)));
    }

    @Override
    public Uni<Long> unfinished(String workspace) {
        return RolloutRow.count("workspace = ?1 and lookAt is not null", workspace);
    }

    @Override
    public Uni<Integer> removeFinished(Instant before, int limit) {
        return Panache.getSession().chain(session -> session.createNativeQuery(REMOVE)
                .setParameter("before", before)
                .setParameter("limit", limit)
                .executeUpdate());
    }

    private Uni<@Nullable Rollout> locked(@Nullable String id) {
        return id == null
                ? Uni.createFrom().nullItem()
                : RolloutRow.<RolloutRow>findById(id).map(this::rollout);
    }

    private @Nullable Rollout rollout(@Nullable RolloutRow row) {
        return row == null ? null : row.rollout(json);
    }
}
