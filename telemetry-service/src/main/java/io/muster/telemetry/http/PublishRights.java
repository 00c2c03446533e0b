package io.muster.telemetry.http;

import java.util.Collection;

import io.muster.kit.identity.Caller;
import io.muster.telemetry.ingest.IncomingMessage;

/** A device says over HTTP what it might say to the broker, and nothing else. */
final class PublishRights {

    private PublishRights() {}

    /** Fails for the whole request if the caller may not say one of these. */
    static void require(Caller caller, Collection<IncomingMessage> messages) {
        messages.stream().map(IncomingMessage::saidOn).distinct().forEach(caller::requireMayPublish);
    }
}
