package io.muster.provisioning.brokers;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.rights.DeviceTopics;
import io.muster.events.rights.Rights;
import io.muster.events.rights.ServiceAccount;
import io.muster.events.rights.TopicRules;
import io.muster.kit.device.DeviceFollower;
import io.muster.provisioning.credential.ClientLogins;
import io.muster.provisioning.credential.Held;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Says what a client of a broker may say and hear, by the rules of our plugin. That it is who it says, the broker knows. */
@ApplicationScoped
public class TopicDesk implements DeviceFollower {

    private final DeviceTopics topics;
    private final TopicRules rules;
    private final ClientLogins logins;
    private final DeviceStanding standing;

    TopicDesk(BrokerSettings settings, ClientLogins logins, DeviceStanding standing) {
        this.topics = new DeviceTopics(settings.maxChannels(), settings.states());
        this.rules = new TopicRules(topics);
        this.logins = logins;
        this.standing = standing;
    }

    /**
     * What a client wants to do.
     *
     * @param credential the one that it came with; null if the broker does not know: then all of its device must allow it
     * @param saying whether it wants to publish; else to subscribe
     * @param topic a topic, or a filter as the broker passes it on
     */
    public record Wish(
            String clientId, @Nullable String username, @Nullable String credential, boolean saying, String topic) {}

    public Uni<Boolean> allows(Wish wish) {
        return Optional.ofNullable(wish.username())
                .flatMap(ServiceAccount::named)
                .map(account -> Uni.createFrom().item(allows(account, wish)))
                .orElseGet(() -> logins.of(wish.clientId()).chain(held -> allows(held, wish)));
    }

    @Override
    public Uni<Void> onDevice(DeviceEvent event) {
        if (event instanceof DeviceDeleted) {
            topics.forget(event.subject());
        }
        return Uni.createFrom().voidItem();
    }

    /** Some brokers pass a shared subscription on without its name. */
    private boolean allows(ServiceAccount account, Wish wish) {
        Optional<String> objection = wish.saying()
                ? rules.publishing(account, wish.topic())
                : rules.subscribing(account, wish.topic()).flatMap(no -> rules.hearing(account.rights(), wish.topic()));
        return objection.isEmpty();
    }

    private Uni<Boolean> allows(List<Held> held, Wish wish) {
        List<Held> shown = held.stream()
                .filter(one -> wish.credential() == null
                        || one.credential().id().text().equals(wish.credential()))
                .toList();
        return shown.isEmpty() || !shown.stream().allMatch(one -> allows(one, wish))
                ? Uni.createFrom().item(false)
                : standing.isFit(shown.get(0));
    }

    private boolean allows(Held held, Wish wish) {
        Rights rights = Rights.ofDevice(
                held.workspace(),
                held.device(),
                held.credential().topics().publish(),
                held.credential().topics().subscribe());
        Optional<String> objection = wish.saying()
                ? rules.publishing(rights, held.workspace(), held.device(), wish.topic())
                : rules.subscribing(rights, wish.topic());
        return objection.isEmpty();
    }
}
