package io.muster.broker.artemis;

import java.util.List;

import io.muster.broker.identity.Client;
import io.muster.events.rights.Rights;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTSessionState;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from a persistent session the subscriptions to which the device has lost the right since. Artemis would close
 * the connection at the first of them, each time, for ever.
 */
final class LostSubscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(LostSubscriptions.class);

    private LostSubscriptions() {}

    /** Must be called before the session gets its subscriptions back. */
    static void drop(ActiveMQServer server, Client.Device device, Rights rights) {
        try {
            MQTTSessionState state = MQTTStateManager.getInstance(server).getSessionState(device.clientId());
            List<String> lost = state.getSubscriptions().stream()
                    .map(MqttTopicSubscription::topicFilter)
                    .filter(filter -> !rights.maySubscribe(filter))
                    .toList();
            for (String filter : lost) {
                state.removeSubscription(filter);
                SimpleString queue = SimpleString.of(
                        MQTTUtil.getCoreQueueFromMqttTopic(filter, device.clientId(), MQTTUtil.MQTT_WILDCARD));
                if (server.locateQueue(queue) != null) {
                    server.destroyQueue(queue);
                }
                LOG.info("Subscription dropped workspace={} device={}", device.workspace(), device.id());
            }
        } catch (Exception e) {
            LOG.warn("Subscriptions not checked workspace={} device={}", device.workspace(), device.id(), e);
        }
    }
}
