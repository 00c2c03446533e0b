package io.muster.broker.artemis;

import java.util.Optional;

import io.muster.broker.identity.Admission.Refused;
import io.muster.broker.identity.Authenticator;
import io.muster.broker.identity.Client;
import io.muster.broker.identity.Roster;
import io.muster.events.rights.TopicRules;

/** Why a client may not say or hear something at this moment; empty if it may. */
final class TopicChecks {

    private final Authenticator authenticator;
    private final Roster roster;
    private final TopicRules rules;

    TopicChecks(Authenticator authenticator, Roster roster, TopicRules rules) {
        this.authenticator = authenticator;
        this.roster = roster;
        this.rules = rules;
    }

    Optional<Refused> publishing(Client client, String topic) {
        if (client instanceof Client.Service service) {
            return refused(rules.publishing(service.account(), topic));
        }
        Client.Device device = (Client.Device) client;
        return authenticator
                .objection(device)
                .or(() -> refused(rules.publishing(roster.rights(device), device.workspace(), device.id(), topic)));
    }

    /** @param filter without the name of a shared subscription: Artemis asks so */
    Optional<Refused> subscribing(Client client, String filter) {
        if (client instanceof Client.Service service) {
            return refused(rules.hearing(service.account().rights(), filter));
        }
        Client.Device device = (Client.Device) client;
        return authenticator.objection(device).or(() -> refused(rules.hearing(roster.rights(device), filter)));
    }

    /** @param filter as the client says it: Artemis has forms of its own, which reach queues by their names */
    Optional<Refused> asking(Client client, String filter) {
        if (client instanceof Client.Service service) {
            return refused(rules.subscribing(service.account(), filter));
        }
        Client.Device device = (Client.Device) client;
        return refused(TopicRules.badForm(filter)).or(() -> subscribing(device, filter));
    }

    private static Optional<Refused> refused(Optional<String> objection) {
        return objection.map(detail -> new Refused("topic-refused", detail));
    }
}
