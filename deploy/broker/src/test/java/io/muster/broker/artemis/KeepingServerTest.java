package io.muster.broker.artemis;

import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.BindingQueryResult;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeepingServerTest {

    private final KeepingServer server = new KeepingServer(
            new ConfigurationImpl()
                    .setPersistenceEnabled(false)
                    .setSecurityEnabled(false)
                    .setJMXManagementEnabled(false)
                    .setWildCardConfiguration(MQTTUtil.MQTT_WILDCARD),
            new ActiveMQJAASSecurityManager(),
            new ServiceQueues());

    @BeforeEach
    void start() throws Exception {
        server.start();
        server.createQueue(queue("one", "ws/devices/one/commands"));
        server.createQueue(queue("two", "ws/devices/two/commands"));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void anAddressIsKnownWithItsOwnQueues() throws Exception {
        BindingQueryResult known = query("ws/devices/one/commands");

        assertThat(known.isExists()).isTrue();
        assertThat(known.getQueueNames()).containsExactly(SimpleString.of("one"));
        assertThat(query("ws/devices/three/commands").isExists()).isFalse();
    }

    @Test
    void whoSubscribesToManyTopicsIsNotComparedWithAllQueues() throws Exception {
        assertThat(query("ws/devices/+/commands").getQueueNames()).isEmpty();
        assertThat(query("#").getQueueNames()).isEmpty();
    }

    @Test
    void addressesAndQueuesAreStillMadeWhenTheyAreWanted() throws Exception {
        BindingQueryResult unknown = query("ws/devices/three/commands");

        assertThat(unknown.isAutoCreateAddresses()).isTrue();
        assertThat(unknown.isAutoCreateQueues()).isTrue();
    }

    private BindingQueryResult query(String address) throws Exception {
        return server.bindingQuery(SimpleString.of(address), true);
    }

    private static QueueConfiguration queue(String name, String address) {
        return QueueConfiguration.of(name)
                .setAddress(address)
                .setRoutingType(RoutingType.MULTICAST)
                .setDurable(false);
    }
}
