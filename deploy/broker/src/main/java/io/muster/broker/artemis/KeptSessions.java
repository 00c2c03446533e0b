package io.muster.broker.artemis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The persistent sessions that outlived a restart, as the queues of their subscriptions tell of them: Artemis names such
 * a queue by the client's id and the filter. Artemis' own record of them is searched from one end to the other with
 * every session that begins or ends, so that each of them is dearer the more there are.
 *
 * <p>A queue does not tell the quality of service; a subscription at QoS 0 comes back at QoS 1.
 */
final class KeptSessions {

    private static final Logger LOG = LoggerFactory.getLogger(KeptSessions.class);

    private final ActiveMQServer server;
    private final ServiceQueues serviceQueues;
    private final MQTTStateManager sessions;

    KeptSessions(ActiveMQServer server, ServiceQueues serviceQueues) throws Exception {
        this.server = server;
        this.serviceQueues = serviceQueues;
        this.sessions = MQTTStateManager.getInstance(server);
    }

    /**
     * Takes up the sessions of before. Must be called before clients are let in.
     *
     * @param expiry after which time a session ends whose client has not come back
     */
    void resume(Duration expiry) throws Exception {
        List<Queue> queues = server.getPostOffice()
                .getAllBindings()
                .filter(binding -> binding.getBindable() instanceof Queue)
                .map(binding -> (Queue) binding.getBindable())
                .filter(this::isSubscription)
                .toList();
        for (Queue queue : queues) {
            sessions.getSessionState(client(queue))
                    .addSubscription(
                            new MqttTopicSubscription(queue.getAddress().toString(), MqttQoS.AT_LEAST_ONCE),
                            MQTTUtil.MQTT_WILDCARD,
                            null);
        }
        if (!queues.isEmpty()) {
            LOG.info("Subscriptions resumed count={}", queues.size());
            server.getScheduledPool()
                    .schedule(() -> queues.forEach(this::endUnlessResumed), expiry.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void endUnlessResumed(Queue queue) {
        try {
            if (sessions.getSessionState(client(queue)).getSession() == null) {
                sessions.removeSessionState(client(queue));
                if (server.locateQueue(queue.getName()) != null) {
                    server.destroyQueue(queue.getName());
                }
            }
        } catch (Exception e) {
            LOG.warn("Session not ended queue={}", queue.getName(), e);
        }
    }

    private boolean isSubscription(Queue queue) {
        return !serviceQueues.contains(queue.getName())
                && queue.isDurable()
                && queue.getRoutingType() == RoutingType.MULTICAST
                && queue.getName().toString().endsWith("." + queue.getAddress());
    }

    /** A queue is named {@code client.filter}, and its address is the filter. */
    private static String client(Queue queue) {
        return queue.getName()
                .toString()
                .substring(0, queue.getName().length() - queue.getAddress().length() - 1);
    }
}
