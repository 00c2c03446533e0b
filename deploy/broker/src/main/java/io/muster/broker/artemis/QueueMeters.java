package io.muster.broker.artemis;

import java.util.List;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.muster.events.rights.ServiceAccount;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;

/** What is measured of the queues behind the services' subscriptions. */
final class QueueMeters {

    private final MeterRegistry meters;

    QueueMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The queues must have been made. */
    void watch(ActiveMQServer server) {
        for (ServiceAccount service : ServiceAccount.values()) {
            watch(service, ServiceQueues.of(service, server));
        }
    }

    /** @param queues of the service's shared subscriptions, in their order */
    private void watch(ServiceAccount service, List<Queue> queues) {
        for (int i = 0; i < queues.size(); i++) {
            watch(
                    queues.get(i),
                    Tags.of(
                            "account",
                            service.username(),
                            "subscription",
                            service.rights().subscribe().get(i).text()));
        }
    }

    void watch(Backlog backlog) {
        Gauge.builder("muster.broker.braking", backlog, known -> known.isHigh() ? 1 : 0)
                .description("1 while devices are read more slowly because much waits for telemetry")
                .register(meters);
    }

    private void watch(Queue queue, Tags tags) {
        Gauge.builder("muster.broker.waiting", queue, Queue::getMessageCount)
                .baseUnit("messages")
                .description("Messages of devices that their service has not acknowledged")
                .tags(tags)
                .register(meters);
        Gauge.builder("muster.broker.listening", queue, Queue::getConsumerCount)
                .baseUnit("replicas")
                .description("Replicas of the service that are subscribed")
                .tags(tags)
                .register(meters);
        FunctionCounter.builder("muster.broker.received", queue, Queue::getMessagesAdded)
                .baseUnit("messages")
                .description("Messages of devices for the service")
                .tags(tags)
                .register(meters);
        FunctionCounter.builder("muster.broker.acknowledged", queue, Queue::getMessagesAcknowledged)
                .baseUnit("messages")
                .description("Messages that the service has acknowledged, which it does when they are stored")
                .tags(tags)
                .register(meters);
    }
}
