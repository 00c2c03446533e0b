package io.muster.broker.artemis;

import java.util.Optional;

import io.muster.broker.identity.Admission.Refused;
import io.muster.broker.identity.Authenticator;
import io.muster.broker.identity.Client;
import io.muster.broker.identity.Roster;
import io.muster.broker.rights.DeviceTopics;
import io.muster.broker.rights.Rights;

/** Why a client may not say or hear something at this moment; empty if it may. */
final class TopicChecks {

    private static final String QUEUE_SEPARATOR = "::";
    private static final String SHARED = "$share/";
    private static final Refused NOT_ALLOWED = refused("The credential does not allow this topic.");

    private final Authenticator authenticator;
    private final Roster roster;
    private final DeviceTopics topics;

    TopicChecks(Authenticator authenticator, Roster roster, DeviceTopics topics) {
        this.authenticator = authenticator;
        this.roster = roster;
        this.topics = topics;
    }

    Optional<Refused> publishing(Client client, String topic) {
        if (client instanceof Client.Service service) {
            return unlessAllowed(service.account().rights().mayPublish(topic));
        }
        Client.Device device = (Client.Device) client;
        return authenticator
                .objection(device)
                .or(() -> unlessAllowed(roster.rights(device).mayPublish(topic)))
                .or(() ->
                        topics.objection(device.workspace(), device.id(), topic).map(TopicChecks::refused));
    }

    /** @param filter without the name of a shared subscription: Artemis asks so */
    Optional<Refused> subscribing(Client client, String filter) {
        if (client instanceof Client.Service service) {
            return unlessAllowed(service.account().rights().maySubscribe(filter));
        }
        Client.Device device = (Client.Device) client;
        Rights rights = roster.rights(device);
        return authenticator.objection(device).or(() -> unlessAllowed(rights.maySubscribe(filter)));
    }

    /** @param filter as the client says it: Artemis has forms of its own, which reach queues by their names */
    Optional<Refused> asking(Client client, String filter) {
        if (client instanceof Client.Service service) {
            return unlessAllowed(service.account().maySubscribe(filter));
        }
        if (filter.contains(QUEUE_SEPARATOR)) {
            return Optional.of(refused("A filter has no " + QUEUE_SEPARATOR + " in it."));
        }
        return filter.startsWith(SHARED)
                ? Optional.of(refused("A device may not share a subscription."))
                : subscribing(client, filter);
    }

    private static Optional<Refused> unlessAllowed(boolean allowed) {
        return allowed ? Optional.empty() : Optional.of(NOT_ALLOWED);
    }

    private static Refused refused(String detail) {
        return new Refused("topic-refused", detail);
    }
}
