package io.muster.kit.mqtt;

import java.util.List;

import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** Where a channel's messages go. */
@FunctionalInterface
public interface MessageStore {

    /**
     * Keeps the messages durably, all or none of them, and decides itself what to do with one that it cannot use. The same
     * may come again: that must change nothing. A failure is a reason to try again, for as long as it takes.
     */
    Uni<Void> store(List<DeviceMessage> messages);

    /**
     * Is given a message that {@link #store} cannot keep, alone and tried several times, because the database refuses what
     * is in it. It is acknowledged after this, so that it does not stop those behind it.
     */
    default Uni<Void> refuse(DeviceMessage message) {
        message.subject().during(() -> Logger.getLogger(MessageStore.class)
                .errorf(
                        "device message dropped topic=%s bytes=%d reason=not-storable",
                        message.topic(), message.size()));
        return Uni.createFrom().voidItem();
    }
}
