package io.muster.command.dryrun;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.muster.command.dispatch.DeviceCondition;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.Execution;
import io.muster.command.execution.Executions.Opened;

/** Sorts the devices of an order by what would become of it, device after device. */
final class Outlook {

    private final CommandOrder order;
    private final Instant now;
    private final Count reached = new Count();
    private final Count away = new Count();
    private final Map<String, Count> refused = new LinkedHashMap<>();

    Outlook(CommandOrder order, Instant now) {
        this.order = order;
        this.now = now;
    }

    void add(DeviceCondition device) {
        Execution execution = order.queued(new Opened("", device.device(), 0), null, now);
        Optional<String> refusal = refusal(device, execution);
        if (refusal.isPresent()) {
            refused.computeIfAbsent(refusal.get(), reason -> new Count()).add(device.device());
        } else if (device.route(execution).isPresent()) {
            reached.add(device.device());
        } else {
            away.add(device.device());
        }
    }

    /** In the same words for all who are refused for the same. */
    private Optional<String> refusal(DeviceCondition device, Execution execution) {
        return device.closure().or(() -> device.closure(execution)
                .map(why -> "the device may not listen to its commands/" + order.command()));
    }

    Forecast forecast(long total, List<String> unknown, Duration atLeast) {
        Map<String, Forecast.Some> reasons = refused.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().some()));
        return new Forecast(total, reached.some(), away.some(), reasons, unknown, atLeast);
    }
}
