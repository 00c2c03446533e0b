package io.muster.command.postgres;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.batch.Expansions;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.Executions.Opened;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

@ApplicationScoped
class PostgresExpansions implements Expansions {

    private final JsonText json;

    PostgresExpansions(JsonText json) {
        this.json = json;
    }

    @Override
    public Uni<List<Opened>> open(CommandOrder order, Audience audience, String batchId, Instant now) {
        return Panache.getSession()
                .chain(session -> query(session, audience)
                        .setParameter("workspace", order.workspace())
                        .setParameter("batch", batchId)
                        .setParameter("command", order.command())
                        .setParameter("now", now)
                        .setParameter("expires", now.plus(order.ttl()))
                        .setParameter("timeout", order.timeout().toSeconds())
                        .setParameter("qos", order.delivery().qos())
                        .setParameter("latest_only", order.delivery().latestOnly())
                        .getResultList())
                .map(rows -> rows.stream().map(ExecutionRow::opened).toList());
    }

    private Mutiny.SelectionQuery<Object[]> query(Mutiny.Session session, Audience audience) {
        String open = ExpansionSql.OPEN.formatted(AudienceSql.of(audience));
        return AudienceSql.bind(session.createNativeQuery(open, Object[].class), audience, json);
    }
}
