package io.muster.events;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a device has said last, whole, so that the last event of a device is all there is to know. Coalesced: said at
 * once when the device was quiet, at most once in some seconds while it is not. A deleted device's last event holds no
 * channel and no location; a tombstone follows it.
 *
 * @param device the {@code id} of the device
 * @param lastSeen when the platform last received anything from it
 * @param channels the latest reading of each channel; {@code status} is the channel of its health. A reading that is
 *     too large to be passed around is not here.
 * @param location where the device last said that it is; empty if it never did
 */
public record StateReported(
        long revision,
        String workspace,
        String device,
        Instant lastSeen,
        Map<String, Reading> channels,
        @Nullable Location location)
        implements LifecycleEvent {

    /**
     * The latest word on one channel.
     *
     * @param values by their names; a single value is called {@code value}
     * @param at when it was measured
     */
    public record Reading(Map<String, Object> values, @Nullable String unit, Instant at) {}

    /**
     * A place in WGS 84.
     *
     * @param lat degrees, -90 to 90
     * @param lng degrees, -180 to 180
     * @param accuracy metres
     * @param timestamp when the device was there
     */
    public record Location(double lat, double lng, @Nullable Double accuracy, Instant timestamp) {}

    @Override
    public String subject() {
        return device;
    }

    /** Where nothing is known, as after a deletion, nothing has to be kept either. */
    @Override
    public boolean endsKey() {
        return channels.isEmpty() && location == null;
    }

    @Override
    public Topic topic() {
        return Topic.DEVICE_STATE;
    }
}
