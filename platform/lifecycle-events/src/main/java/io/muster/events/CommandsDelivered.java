package io.muster.events;

import java.time.Instant;
import java.util.List;

/**
 * Devices have acknowledged messages with commands: the MQTT client of each has it, which says nothing of what it makes of
 * it. Said of several devices at once, and not at all where a broker cannot know it or has not got through: it is no
 * answer, and nobody may wait for it.
 *
 * @param revision grows with every event of a broker
 * @param broker the broker's name
 */
public record CommandsDelivered(long revision, String workspace, String broker, List<Delivery> deliveries)
        implements LifecycleEvent {

    public CommandsDelivered {
        deliveries = List.copyOf(deliveries);
    }

    /**
     * @param device the {@code id} of the device
     * @param commandId as it stood in the message
     */
    public record Delivery(String device, String commandId, Instant at) {}

    @Override
    public String subject() {
        return broker;
    }

    @Override
    public Topic topic() {
        return Topic.COMMAND_DELIVERIES;
    }
}
