package io.muster.kit.group;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.GroupEvent;
import io.muster.events.LifecycleEvent;
import io.muster.events.MembershipEvent;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Hears from the registry which groups there are and who is in them; what has come together at once, because thousands
 * may join a group in one request and be meant by the next.
 */
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
    Uni<Void> onGroups(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(messages, GroupEvent.class, heard -> groups.learnGroups(events(heard)));
    }

    @Incoming("group-members")
    Uni<Void> onMembers(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(messages, MembershipEvent.class, heard -> groups.learnMembers(events(heard)));
    }

    private static <E extends LifecycleEvent> List<E> events(List<Heard<E>> heard) {
        return heard.stream().map(Heard::event).toList();
    }
}
