package io.muster.kit.group;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.GroupEvent;
import io.muster.events.MembershipEvent;
import io.muster.kit.inbox.Inbox;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from the registry which groups there are and who is in them. */
@ApplicationScoped
@IfBuildProperty(name = "muster.device.groups", stringValue = "true")
class GroupConsumer {

    private final Inbox inbox;
    private final KnownGroups groups;

    GroupConsumer(Inbox inbox, KnownGroups groups) {
        this.inbox = inbox;
        this.groups = groups;
    }

    @Incoming("device-groups")
    Uni<Void> onGroup(ConsumerRecord<String, byte[]> message) {
        return inbox.take(message, GroupEvent.class, groups::learn);
    }

    @Incoming("group-members")
    Uni<Void> onMember(ConsumerRecord<String, byte[]> message) {
        return inbox.take(message, MembershipEvent.class, groups::learn);
    }
}
