package io.muster.events.rights;

import java.util.Optional;

/**
 * What a client may say and hear, once it is known who it is. The one place of these rules: the platform's own broker asks
 * here, and the service that answers for other brokers. Each answer is why not, for a person; empty if it may.
 */
public final class TopicRules {

    private static final String QUEUE_SEPARATOR = "::";
    private static final String SHARED = "$share/";
    private static final Optional<String> NOT_ALLOWED = Optional.of("The credential does not allow this topic.");

    private final DeviceTopics topics;

    /** @param topics keeps the number of topics of a device bounded */
    public TopicRules(DeviceTopics topics) {
        this.topics = topics;
    }

    /** Whether a device with these rights may say something on the topic; remembers a new channel of it. */
    public Optional<String> publishing(Rights rights, String workspace, String device, String topic) {
        return unless(rights.mayPublish(topic)).or(() -> topics.objection(workspace, device, topic));
    }

    public Optional<String> publishing(ServiceAccount service, String topic) {
        return unless(service.rights().mayPublish(topic));
    }

    /** Whether a device may subscribe to this, as it says it. */
    public Optional<String> subscribing(Rights rights, String filter) {
        return badForm(filter).or(() -> hearing(rights, filter));
    }

    /** Whether a service may subscribe to this, as it says it: only to its own shared subscriptions. */
    public Optional<String> subscribing(ServiceAccount service, String filter) {
        return unless(service.maySubscribe(filter));
    }

    /** @param filter without the name of a shared subscription */
    public Optional<String> hearing(Rights rights, String filter) {
        return unless(rights.maySubscribe(filter));
    }

    /** What no device may subscribe to, whatever it is allowed: a shared subscription, or a broker's queue by its name. */
    public static Optional<String> badForm(String filter) {
        if (filter.contains(QUEUE_SEPARATOR)) {
            return Optional.of("A filter has no " + QUEUE_SEPARATOR + " in it.");
        }
        return filter.startsWith(SHARED) ? Optional.of("A device may not share a subscription.") : Optional.empty();
    }

    private static Optional<String> unless(boolean allowed) {
        return allowed ? Optional.empty() : NOT_ALLOWED;
    }
}
