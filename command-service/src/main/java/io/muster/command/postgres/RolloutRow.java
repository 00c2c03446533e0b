package io.muster.command.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import com.fasterxml.jackson.core.type.TypeReference;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.Delivery;
import io.muster.command.rollout.Rollout;
import io.muster.command.rollout.RolloutState;
import io.muster.command.rollout.RolloutState.Active;
import io.muster.command.rollout.RolloutState.Scheduled;
import io.muster.command.rollout.RolloutStep;
import io.muster.command.rollout.Target;
import io.muster.command.rollout.WantedPlan;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "rollout")
class RolloutRow extends PanacheEntityBase {

    private static final TypeReference<WantedPlan> PLAN = new TypeReference<>() {};
    private static final TypeReference<List<RolloutStep>> HISTORY = new TypeReference<>() {};
    private static final String GROUP = "group";
    private static final String QUERY = "query";
    private static final String DEVICES = "devices";

    @Id
    String id;

    String workspace;
    String name;
    String target;
    String command;
    String parameters;

    @Column(name = "ttl_seconds")
    long ttlSeconds;

    @Column(name = "timeout_seconds")
    long timeoutSeconds;

    int qos;

    @Column(name = "latest_only")
    boolean latestOnly;

    @Column(name = "ordered_by")
    String orderedBy;

    String plan;

    @Enumerated(EnumType.STRING)
    RolloutState.Name state;

    @Enumerated(EnumType.STRING)
    @Column(name = "state_before")
    RolloutState.@Nullable Name stateBefore;

    int waves;
    String reason;

    @Column(name = "start_at")
    Instant startAt;

    String history;
    long enlisted;

    @Column(name = "enlisted_at")
    Instant enlistedAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "look_at")
    @Nullable
    Instant lookAt;

    static RolloutRow of(Rollout rollout, JsonText json) {
        CommandOrder order = rollout.order();
        RolloutRow row = new RolloutRow();
        row.id = rollout.id();
        row.workspace = order.workspace();
        row.name = rollout.name();
        row.target = json.write(target(rollout.target()));
        row.command = order.command();
        row.parameters = json.write(order.parameters());
        row.ttlSeconds = order.ttl().toSeconds();
        row.timeoutSeconds = order.timeout().toSeconds();
        row.qos = order.delivery().qos();
        row.latestOnly = order.delivery().latestOnly();
        row.orderedBy = order.by();
        row.plan = json.write(rollout.wanted());
        row.startAt = rollout.createdAt();
        row.createdAt = rollout.createdAt();
        row.take(rollout, json);
        return row;
    }

    /** What changes with time. */
    final void take(Rollout rollout, JsonText json) {
        RolloutState now = rollout.state();
        state = now.name();
        stateBefore =
                now instanceof RolloutState.Paused paused ? paused.before().name() : null;
        waves = now.waves();
        reason = now.reason();
        if (now instanceof Scheduled scheduled) {
            startAt = scheduled.start();
        }
        history = json.write(rollout.history());
        enlisted = rollout.enlisted();
        enlistedAt = rollout.enlistedAt();
        updatedAt = rollout.updatedAt();
    }

    Rollout rollout(JsonText json) {
        CommandOrder order = new CommandOrder(
                workspace,
                command,
                json.readObject(parameters),
                Duration.ofSeconds(ttlSeconds),
                Duration.ofSeconds(timeoutSeconds),
                new Delivery(qos, latestOnly),
                orderedBy);
        return new Rollout(
                id,
                name,
                order,
                target(json.readObject(target)),
                json.read(plan, PLAN),
                state(state),
                json.read(history, HISTORY),
                enlisted,
                enlistedAt,
                createdAt,
                updatedAt);
    }

    private RolloutState state(RolloutState.Name named) {
        return switch (named) {
            case SCHEDULED -> new Scheduled(startAt);
            case RUNNING -> new RolloutState.Running(waves);
            case AWAITING_APPROVAL -> new RolloutState.AwaitingApproval(waves);
            case PAUSED ->
                new RolloutState.Paused(
                        (Active) state(stateBefore == null ? RolloutState.Name.RUNNING : stateBefore), reason);
            case SUCCEEDED -> new RolloutState.Succeeded(waves);
            case ABORTED -> new RolloutState.Aborted(waves, reason);
            case CANCELED -> new RolloutState.Canceled(waves, reason);
        };
    }

    private static Map<String, Object> target(Target target) {
        if (target instanceof Target.Group group) {
            return Map.of(GROUP, group.id());
        }
        return target instanceof Target.Query query
                ? Map.of(QUERY, query.text())
                : Map.of(DEVICES, ((Target.Listed) target).devices());
    }

    private static Target target(Map<String, Object> said) {
        if (said.containsKey(GROUP)) {
            return new Target.Group((String) said.get(GROUP));
        }
        return said.containsKey(QUERY)
                ? new Target.Query((String) said.get(QUERY))
                : new Target.Listed(((Number) said.get(DEVICES)).intValue());
    }
}
