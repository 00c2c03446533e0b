package io.muster.telemetry.ingest;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import io.smallrye.mutiny.Uni;

/** The devices that this service knows, deleted ones too. */
public interface Senders {

    /** What is known of these devices, by {@code id}; those that nobody has spoken of are missing. */
    Uni<Map<String, Sender>> find(Collection<String> ids);

    /** The channels on which this device has said something that was stored, other than its health. */
    Uni<Set<String>> channels(String id);
}
