package io.muster.broker.session;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import io.muster.events.CommandsDelivered.Delivery;

/**
 * Commands that devices have acknowledged, until the platform is told. What is too much is forgotten: that a command has
 * arrived is good to know and nothing else.
 */
public final class Deliveries {

    private final BlockingQueue<Acknowledged> untold;

    private record Acknowledged(String workspace, Delivery delivery) {}

    private final Clock clock;

    /** @param kept how many may wait */
    public Deliveries(int kept, Clock clock) {
        this.clock = clock;
        this.untold = new ArrayBlockingQueue<>(kept);
    }

    /** Never blocks. */
    public void acknowledged(String workspace, String device, String commandId) {
        untold.offer(new Acknowledged(workspace, new Delivery(device, commandId, clock.instant())));
    }

    /** Takes what is to be told, oldest first, by workspace; nothing if there is nothing. */
    public Map<String, List<Delivery>> take(int most) {
        List<Acknowledged> taken = new ArrayList<>();
        untold.drainTo(taken, most);
        Map<String, List<Delivery>> byWorkspace = new LinkedHashMap<>();
        taken.forEach(one -> byWorkspace
                .computeIfAbsent(one.workspace(), workspace -> new ArrayList<>())
                .add(one.delivery()));
        return byWorkspace;
    }
}
