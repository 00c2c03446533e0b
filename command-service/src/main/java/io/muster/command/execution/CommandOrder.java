package io.muster.command.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import io.muster.command.execution.ExecutionState.Queued;
import io.muster.command.execution.Executions.Opened;
import io.muster.kit.json.CleanText;
import io.muster.kit.json.JsonBounds;
import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of a device or of many.
 *
 * @param workspace whose devices
 * @param command the device's word for it, and the last level of the topic
 * @param parameters a JSON object
 * @param ttl how long it may wait for the device before it is sent
 * @param timeout how long the device may take from the sending, and from each sign of life
 * @param delivery how it is brought to the device
 * @param by who wants it
 */
public record CommandOrder(
        String workspace,
        String command,
        Map<String, Object> parameters,
        Duration ttl,
        Duration timeout,
        Delivery delivery,
        String by) {

    private static final String LATEST = "latest";
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /**
     * An order as it was asked for, completed and checked.
     *
     * @throws io.muster.kit.problem.InvalidRequest naming each wrong field
     */
    public static CommandOrder asked(String workspace, String by, WantedCommand wanted, CommandSettings settings) {
        @Nullable String command = wanted.command();
        @Nullable Map<String, Object> parameters = wanted.parameters();
        Duration ttl = seconds(wanted.ttlSeconds(), settings.ttl());
        Duration timeout = seconds(wanted.timeoutSeconds(), settings.timeout());
        int qos = Objects.requireNonNullElse(wanted.qos(), Delivery.USUAL.qos());
        @Nullable String coalesce = wanted.coalesce();
        new FieldChecks()
                .require(
                        command != null && COMMAND.matcher(command).matches(),
                        "command",
                        "must be 1 to 64 of the characters A-Z a-z 0-9 _ . -")
                .require(CleanText.isClean(parameters), "parameters", "must not hold U+0000 or half a character")
                .require(JsonBounds.isFinite(parameters), "parameters", "contains a number that is too large")
                .require(isWithin(ttl, settings.longestTtl()), "ttlSeconds", range(settings.longestTtl()))
                .require(
                        isWithin(timeout, settings.longestTimeout()),
                        "timeoutSeconds",
                        range(settings.longestTimeout()))
                .require(qos == 0 || qos == 1, "qos", "must be 0 or 1")
                .require(coalesce == null || coalesce.equals(LATEST), "coalesce", "must be 'latest' or missing")
                .orRefuse();
        return new CommandOrder(
                workspace,
                String.valueOf(command),
                parameters == null ? Map.of() : parameters,
                ttl,
                timeout,
                new Delivery(qos, coalesce != null),
                by);
    }

    /** What the order is for one device, as it begins. */
    public Execution queued(Opened opened, @Nullable String batchId, Instant now) {
        return new Execution(
                opened.id(),
                batchId,
                workspace,
                opened.device(),
                command,
                parameters,
                now,
                now.plus(ttl),
                timeout,
                delivery,
                new Queued(),
                null,
                now,
                now);
    }

    /** The same, wanted by somebody else. */
    public CommandOrder by(String other) {
        return new CommandOrder(workspace, command, parameters, ttl, timeout, delivery, other);
    }

    private static Duration seconds(@Nullable Long wanted, Duration usual) {
        return wanted == null ? usual : Duration.ofSeconds(wanted);
    }

    private static boolean isWithin(Duration wanted, Duration longest) {
        return wanted.compareTo(Duration.ofSeconds(1)) >= 0 && wanted.compareTo(longest) <= 0;
    }

    private static String range(Duration longest) {
        return "must be from 1 to " + longest.toSeconds();
    }
}
