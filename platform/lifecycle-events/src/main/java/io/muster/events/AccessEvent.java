package io.muster.events;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a broker has done about a device's credentials: kept somebody out, or brought a change of them into force. A
 * service to which devices speak over HTTP keeps out, too.
 */
public sealed interface AccessEvent extends LifecycleEvent {

    /** The {@code id} of the device. */
    String device();

    /** The broker's name, or that of the service and its replica. */
    String broker();

    @Override
    default String subject() {
        return device();
    }

    @Override
    default Topic topic() {
        return Topic.DEVICE_ACCESS;
    }

    /**
     * Something that a client wanted in the name of a device and did not get.
     *
     * @param action {@code connect}, {@code publish} or {@code subscribe}; over HTTP {@code authenticate} and {@code publish}
     * @param reason why not, in one word: {@code unknown-client}, {@code wrong-password}, {@code credential-expired},
     *     {@code topic-refused} and the like
     * @param detail the same for a person, with the exact time or topic; never what was presented
     * @param topic what was refused; empty for a connection
     * @param protocol {@code mqtt}, {@code mqtts}, {@code ws}, {@code wss} or {@code http}
     * @param address the client's IP address without port
     */
    record Attempt(
            String action,
            String reason,
            String detail,
            @Nullable String topic,
            String protocol,
            String address,
            Instant at) {}

    /** @param attempts how many this stands for: itself, and those before it that were too many to be said one by one */
    record AccessRefused(long revision, String workspace, String device, String broker, Attempt attempt, long attempts)
            implements AccessEvent {}

    /**
     * From now on the broker goes by this change, and every session that it ended is closed.
     *
     * @param credentialsRevision the revision of the {@link CredentialEvent}
     * @param sessionsClosed how many sessions the change has ended on this broker
     */
    record CredentialsEnforced(
            long revision, String workspace, String device, String broker, long credentialsRevision, int sessionsClosed)
            implements AccessEvent {}
}
