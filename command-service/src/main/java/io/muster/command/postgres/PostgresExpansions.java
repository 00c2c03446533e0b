package io.muster.command.postgres;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.batch.Batch;
import io.muster.command.batch.Expansions;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.Executions.Opened;
import io.muster.events.EventRecord;
import io.muster.kit.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One statement, however many devices there are: nothing of a single one comes here. What is said of each is written down
 * once, and the statement puts in what differs.
 */
@ApplicationScoped
class PostgresExpansions implements Expansions {

    private final JsonText json;
    private final Outbox outbox;
    private final String source;

    PostgresExpansions(JsonText json, Outbox outbox, @ConfigProperty(name = "muster.service") String service) {
        this.json = json;
        this.outbox = outbox;
        this.source = "/" + service;
    }

    @Override
    public Uni<Long> open(Batch batch, Audience audience) {
        CommandOrder order = batch.order();
        EventRecord event = event(batch);
        return Panache.getSession()
                .chain(session -> query(session, audience)
                        .setParameter("workspace", order.workspace())
                        .setParameter("batch", batch.id())
                        .setParameter("command", order.command())
                        .setParameter("now", batch.createdAt())
                        .setParameter("expires", batch.expiresAt())
                        .setParameter("timeout", order.timeout().toSeconds())
                        .setParameter("qos", order.delivery().qos())
                        .setParameter("latest_only", order.delivery().latestOnly())
                        .setParameter("topic", event.topic())
                        .setParameter("headers", json.write(event.headers()))
                        .setParameter("body", event.body())
                        .getSingleResult())
                .invoke(outbox::noteAppended);
    }

    private EventRecord event(Batch batch) {
        Instant now = batch.createdAt();
        Opened any = new Opened(ExpansionSql.ID, ExpansionSql.DEVICE, ExpansionSql.REVISION);
        return EventRecord.of(
                batch.order().queued(any, batch.id(), now).event(any.revision()), source, ExpansionSql.EVENT, now);
    }

    private Mutiny.SelectionQuery<Long> query(Mutiny.Session session, Audience audience) {
        String open = ExpansionSql.OPEN.formatted(AudienceSql.of(audience));
        return AudienceSql.bind(session.createNativeQuery(open, Long.class), audience, json);
    }
}
