package io.muster.broker.access;

/**
 * How many refusals are told.
 *
 * @param perDevice events of one device in a minute
 * @param perSecond events of all devices in a second
 * @param maxDevices devices whose refusals are followed at once; those of others are not told
 */
public record AccessPace(int perDevice, int perSecond, int maxDevices) {}
