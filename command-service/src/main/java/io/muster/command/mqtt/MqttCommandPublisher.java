package io.muster.command.mqtt;

import java.time.Instant;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.command.dispatch.CommandPublisher;
import io.muster.command.dispatch.DispatchSettings;
import io.muster.command.dispatch.Route;
import io.muster.command.execution.Execution;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.mqtt.MqttMessage;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Publishes. What gets lost between the connection and the broker's journal is not answered and sent again. */
@ApplicationScoped
class MqttCommandPublisher implements CommandPublisher {

    /** What the device reads. */
    record CommandMessage(
            String commandId,
            String command,
            Map<String, Object> parameters,
            Instant issuedAt,
            Instant expiresAt,
            int attempt) {}

    /** What a device reads that speaks Losant. */
    record LosantMessage(String name, Map<String, Object> payload, LosantTime time) {}

    record LosantTime(@JsonProperty("$date") Instant date) {}

    private final MutinyEmitter<byte[]> commands;
    private final ObjectMapper json;
    private final DispatchSettings settings;

    MqttCommandPublisher(
            // Only fills up while the connector has never been connected; a command that does not fit stays due.
            @Channel("commands") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 1024)
                    MutinyEmitter<byte[]> commands,
            ObjectMapper json,
            DispatchSettings settings) {
        this.commands = commands;
        this.json = json;
        this.settings = settings;
    }

    @Override
    public Uni<Void> publish(Execution execution, int attempt, Route route) {
        return Uni.createFrom()
                .deferred(() -> commands.sendMessage(MqttMessage.of(
                        route.topic(execution),
                        payload(execution, attempt, route),
                        MqttQoS.valueOf(execution.delivery().qos()))))
                .ifNoItem()
                .after(settings.publishTimeout())
                .fail()
                // The transaction that waits for this is bound to the thread that began it.
                .emitOn(MutinyHelper.executor(Vertx.currentContext()));
    }

    private byte[] payload(Execution execution, int attempt, Route route) {
        try {
            return json.writeValueAsBytes(route == Route.LOSANT ? losant(execution) : message(execution, attempt));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A command is not JSON", e);
        }
    }

    private static CommandMessage message(Execution execution, int attempt) {
        return new CommandMessage(
                execution.id(),
                execution.command(),
                execution.parameters(),
                execution.createdAt(),
                execution.expiresAt(),
                attempt);
    }

    private static LosantMessage losant(Execution execution) {
        return new LosantMessage(execution.command(), execution.parameters(), new LosantTime(execution.createdAt()));
    }
}
