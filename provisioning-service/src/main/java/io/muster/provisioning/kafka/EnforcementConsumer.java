package io.muster.provisioning.kafka;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.AccessEvent.CredentialsEnforced;
import io.muster.kit.inbox.Inbox;
import io.muster.provisioning.revocation.Confirmations;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from when on changes of credentials count. Each replica hears all of it: any may be the one that waits. */
@ApplicationScoped
class EnforcementConsumer {

    private final Inbox inbox;
    private final Confirmations confirmations;

    EnforcementConsumer(Inbox inbox, Confirmations confirmations) {
        this.inbox = inbox;
        this.confirmations = confirmations;
    }

    @Incoming("credentials-enforced")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return inbox.take(message, CredentialsEnforced.class, said -> {
            confirmations.hear(said);
            return Uni.createFrom().voidItem();
        });
    }
}
