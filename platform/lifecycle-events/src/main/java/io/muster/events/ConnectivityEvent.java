package io.muster.events;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whether a device is there. Each event is the whole state of the device's newest session on one broker. The higher
 * session wins, whatever came later; within one session the higher revision.
 */
public sealed interface ConnectivityEvent extends LifecycleEvent {

    /** The {@code id} of the device. */
    String device();

    Session session();

    @Override
    default String subject() {
        return device();
    }

    @Override
    default Topic topic() {
        return Topic.DEVICE_CONNECTIVITY;
    }

    /**
     * One stay of a device on a broker.
     *
     * @param number grows with every session of any device, also over restarts of the broker
     * @param broker the broker's name
     * @param protocol {@code mqtt}, {@code mqtts}, {@code ws} or {@code wss}
     * @param address the device's IP address without port
     * @param credential the id of the credential it came with
     * @param listening the topic filters it is subscribed to now
     * @param reason why it ended; empty while it lasts
     */
    record Session(
            long number,
            String broker,
            String protocol,
            String address,
            String credential,
            Instant connectedAt,
            @Nullable Instant disconnectedAt,
            List<String> listening,
            @Nullable String reason) {}

    record DeviceConnected(long revision, String workspace, String device, Session session)
            implements ConnectivityEvent {}

    /** The device's subscriptions are live: what is sent now reaches it. Said anew whenever they change. */
    record DeviceListening(long revision, String workspace, String device, Session session)
            implements ConnectivityEvent {}

    record DeviceDisconnected(long revision, String workspace, String device, Session session)
            implements ConnectivityEvent {}
}
