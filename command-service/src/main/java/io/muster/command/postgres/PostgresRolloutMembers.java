package io.muster.command.postgres;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.type.TypeReference;
import io.muster.command.audience.Audience;
import io.muster.command.execution.Stage;
import io.muster.command.rollout.Order;
import io.muster.command.rollout.Portion;
import io.muster.command.rollout.Rollout;
import io.muster.command.rollout.RolloutMembers;
import io.muster.command.rollout.Tally;
import io.muster.command.rollout.Wave;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresRolloutMembers implements RolloutMembers {

    private static final TypeReference<Map<Stage, Long>> COUNTS = new TypeReference<>() {};
    private static final String IS_GONE =
            "select exists(select from known_group where id = :group and workspace = :workspace and deleted)";
    private static final String FORGET = "delete from rollout_member where rollout = :rollout";

    private final JsonText json;

    PostgresRolloutMembers(JsonText json) {
        this.json = json;
    }

    @Override
    public Uni<Long> enlist(Rollout rollout, Audience audience) {
        boolean listed = AudienceSql.isListed(audience);
        String sql = RolloutSql.enlist(rollout, listed ? RolloutSql.LISTED : AudienceSql.of(audience), listed);
        return Panache.getSession().chain(session -> {
            Mutiny.SelectionQuery<Long> query = AudienceSql.bind(
                            session.createNativeQuery(sql, Long.class), audience, json)
                    .setParameter("rollout", rollout.id());
            if (!listed) {
                query.setParameter("workspace", rollout.order().workspace());
            }
            if (rollout.plan().order() instanceof Order.Spread spread
                    && !spread.path().isEmpty()) {
                query.setParameter("path", json.write(spread.path()));
            }
            if (RolloutSql.hasZones(rollout)) {
                query.setParameter("zones", json.write(ZoneId.getAvailableZoneIds()));
            }
            return query.getSingleResult();
        });
    }

    @Override
    public Uni<Boolean> isGone(String workspace, String group) {
        return Panache.getSession().chain(session -> session.createNativeQuery(IS_GONE, Boolean.class)
                .setParameter("workspace", workspace)
                .setParameter("group", group)
                .getSingleResult());
    }

    @Override
    public Uni<Void> begin(String rollout, Wave wave, boolean open) {
        return update(RolloutSql.BEGIN, rollout, query -> query.setParameter("wave", wave.number())
                .setParameter("first", wave.first())
                .setParameter("behind", open ? Long.MAX_VALUE : wave.first() + wave.size()));
    }

    @Override
    public Uni<Void> ordered(String rollout, Portion portion, String batchId) {
        return update(RolloutSql.ORDERED, rollout, query -> query.setParameter("number", portion.number())
                .setParameter("batch", batchId));
    }

    @Override
    public Uni<Void> hold(String rollout, List<Portion> portions) {
        String numbers = json.write(portions.stream().map(Portion::number).toList());
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RolloutSql.LOCK_PACER, String.class)
                        .getSingleResult())
                .chain(() -> update(RolloutSql.HOLD, rollout, query -> query.setParameter("numbers", numbers)));
    }

    @Override
    public Uni<Void> release(String rollout, Portion portion) {
        return update(RolloutSql.RELEASE, rollout, query -> query.setParameter("number", portion.number()));
    }

    @Override
    public Uni<List<Portion>> portions(String rollout) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RolloutSql.PORTIONS, Object[].class)
                        .setParameter("rollout", rollout)
                        .getResultList())
                .map(rows -> rows.stream().map(this::portion).toList());
    }

    @Override
    public Uni<Void> settle(String rollout) {
        return update(RolloutSql.SETTLE, rollout, UnaryOperator.identity());
    }

    @Override
    public Uni<Void> forget(String rollout) {
        return update(FORGET, rollout, UnaryOperator.identity());
    }

    private static Uni<Void> update(String sql, String rollout, UnaryOperator<Mutiny.Query<Object>> parameters) {
        return Panache.getSession()
                .chain(session -> parameters
                        .apply(session.createNativeQuery(sql).setParameter("rollout", rollout))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Portion portion(Object[] row) {
        @Nullable String counts = (String) row[6];
        return new Portion(
                ((Number) row[0]).intValue(),
                ((Number) row[1]).intValue(),
                ZoneId.of((String) row[2]),
                (String) row[3],
                (Boolean) row[4],
                new Tally(((Number) row[5]).longValue(), counts == null ? Map.of() : json.read(counts, COUNTS)));
    }
}
