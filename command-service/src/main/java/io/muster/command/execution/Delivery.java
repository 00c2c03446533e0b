package io.muster.command.execution;

/**
 * How a command is brought to its device.
 *
 * @param qos the MQTT quality of service, 0 or 1; whatever it is, the command is sent again while the device is silent
 * @param latestOnly whether the newest of the device's waiting commands of this name takes the place of the others
 */
public record Delivery(int qos, boolean latestOnly) {

    public static final Delivery USUAL = new Delivery(1, false);
}
