package io.muster.shadow.delivery;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whether a device would hear a delta now, by two notes of it: the shadow's own, which is as new as the shadow, and that of
 * its session, which may be older.
 *
 * @param told the session in which it came to listen to deltas, as the shadow knows; null for none
 * @param session that is known of the device; null for none
 * @param connected whether that session goes on
 * @param listening the topic filters of that session
 */
public record Presence(@Nullable Long told, @Nullable Long session, boolean connected, List<String> listening) {

    public Presence {
        listening = List.copyOf(listening);
    }

    /**
     * Whether a delta is worth sending. If not, nothing is lost: who comes to listen in a session that the shadow does not
     * know yet gets what is left to do once the shadow hears of that.
     */
    public boolean hears(String workspace, String device) {
        if (told == null) {
            return connected && new DeltaTopic(workspace, device).isHeardBy(listening);
        }
        return session == null || session < told || session.equals(told) && connected;
    }

    /** The session that the shadow is to know of once a delta is sent, so that it is not sent again for its sake. */
    public @Nullable Long untold() {
        return told == null ? session : null;
    }
}
