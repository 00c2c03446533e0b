package io.muster.telemetry.http;

import java.util.Collection;

import io.muster.kit.identity.Caller;
import io.muster.telemetry.ingest.IncomingMessage;

/** A device says over HTTP what it might say to the broker, and nothing else. */
final class PublishRights {

    private PublishRights() {}

    /**
     * Looks at all messages of a request.
     *
     * @throws io.muster.kit.identity.TopicNotAllowed if the caller may not say one of them
     */
    static void require(Caller caller, Collection<IncomingMessage> messages) {
        messages.stream().map(IncomingMessage::saidOn).distinct().forEach(caller::requireMayPublish);
    }
}
