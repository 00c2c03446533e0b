package io.muster.broker.artemis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.muster.events.rights.ServiceAccount;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * The queues behind the services' shared subscriptions. They exist from the first start on and are never deleted, so
 * that a device's message waits for its service however long that is away.
 */
final class ServiceQueues {

    private final Map<SimpleString, String> addressByQueue = Arrays.stream(ServiceAccount.values())
            .flatMap(account -> account.sharedSubscriptions().stream())
            .collect(Collectors.toUnmodifiableMap(ServiceQueues::queueName, ServiceQueues::address));

    boolean contains(SimpleString queue) {
        return addressByQueue.containsKey(queue);
    }

    /** Makes those that do not exist, exactly as the MQTT protocol would on the first SUBSCRIBE. */
    void create(ActiveMQServer server) throws Exception {
        for (Map.Entry<SimpleString, String> queue : addressByQueue.entrySet()) {
            server.createQueue(
                    QueueConfiguration.of(queue.getKey())
                            .setAddress(queue.getValue())
                            .setRoutingType(RoutingType.MULTICAST)
                            .setDurable(true)
                            .setAutoDelete(false)
                            .setAutoCreated(false)
                            .setAutoCreateAddress(true),
                    true);
        }
    }

    /** Those of one service, which must have been made. */
    static List<Queue> of(ServiceAccount account, ActiveMQServer server) {
        return account.sharedSubscriptions().stream()
                .map(ServiceQueues::queueName)
                .map(server::locateQueue)
                .toList();
    }

    private static SimpleString queueName(String sharedSubscription) {
        return SimpleString.of(MQTTUtil.getCoreQueueFromMqttTopic(sharedSubscription, "", MQTTUtil.MQTT_WILDCARD));
    }

    private static String address(String sharedSubscription) {
        return MQTTUtil.decomposeSharedSubscriptionTopicFilter(sharedSubscription)
                .getB();
    }
}
