package io.muster.registry.http;

import java.util.Objects;

import jakarta.ws.rs.core.EntityTag;

import io.muster.registry.connection.Connection;
import io.muster.registry.search.DeviceCard;
import org.jspecify.annotations.Nullable;

/** The ETag of a device's page. */
final class DeviceTag {

    private static final int NOTHING_SAID = said(Connection.NONE, null, null);

    private DeviceTag() {}

    /**
     * The revision, which is what {@link IfMatch} heeds, and behind it what others say of the device: its page changes
     * with that, too, though the device does not.
     */
    static EntityTag of(DeviceCard card) {
        int said = said(
                card.connection(), card.credential(), card.device().profile().location());
        String revision = Long.toString(card.device().revision());
        return new EntityTag(said == NOTHING_SAID ? revision : revision + "-" + Integer.toHexString(said));
    }

    /** The same in every replica: there are only texts, numbers and times in it. */
    private static int said(@Nullable Object... parts) {
        return Objects.hash(parts);
    }
}
