package io.muster.broker.artemis;

import java.util.function.Consumer;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.management.CoreNotificationType;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTConnection;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.management.ManagementService;
import org.apache.activemq.artemis.core.server.management.Notification;
import org.apache.activemq.artemis.core.server.management.NotificationListener;
import org.apache.activemq.artemis.utils.collections.TypedProperties;

/**
 * Carries the words of the nodes among Artemis' own notices of subscriptions and sessions, in the same order: whoever has
 * a word has every notice before it. They go as notices of sessions, because Artemis passes on no others that it does not
 * know.
 */
final class PeerLine implements NotificationListener {

    private static final SimpleString OURS = SimpleString.of("muster");

    private final ActiveMQServer server;
    private final Consumer<PeerWord> words;
    private final Consumer<Object> takenOver;

    /**
     * @param words hears what others say; must not block, and not say anything on the same thread
     * @param takenOver hears of each connection here whose client has come to another node
     */
    PeerLine(ActiveMQServer server, Consumer<PeerWord> words, Consumer<Object> takenOver) {
        this.server = server;
        this.words = words;
        this.takenOver = takenOver;
    }

    void open() {
        server.getManagementService().addNotificationListener(this);
    }

    /** Says it to all nodes. Must not be called with a lock that {@code words} takes: Artemis holds one of its own. */
    void say(PeerWord word) throws Exception {
        ManagementService notices = server.getManagementService();
        TypedProperties properties = new TypedProperties();
        properties.putSimpleStringProperty(ManagementHelper.HDR_PROTOCOL_NAME, OURS);
        properties.putSimpleStringProperty(ManagementHelper.HDR_CLIENT_ID, SimpleString.of(word.text()));
        properties.putSimpleStringProperty(ManagementHelper.HDR_ADDRESS, notices.getManagementNotificationAddress());
        properties.putIntProperty(ManagementHelper.HDR_DISTANCE, 0);
        notices.sendNotification(new Notification(null, CoreNotificationType.SESSION_CREATED, properties));
    }

    @Override
    public void onNotification(Notification notice) {
        if (notice.getType() != CoreNotificationType.SESSION_CREATED
                || notice.getProperties().getIntProperty(ManagementHelper.HDR_DISTANCE) == 0) {
            return;
        }
        SimpleString protocol = notice.getProperties().getSimpleStringProperty(ManagementHelper.HDR_PROTOCOL_NAME);
        SimpleString said = notice.getProperties().getSimpleStringProperty(ManagementHelper.HDR_CLIENT_ID);
        if (protocol == null || said == null) {
            return;
        }
        if (protocol.equals(OURS)) {
            PeerWord.read(said.toString()).ifPresent(words);
        } else if (protocol.toString().startsWith(MQTTProtocolManagerFactory.MQTT_PROTOCOL_NAME)) {
            takeOver(said.toString());
        }
    }

    /** Artemis closes the connection as well, without a word of why. */
    private void takeOver(String clientId) {
        try {
            MQTTConnection connection =
                    MQTTStateManager.getInstance(server).getConnectedClients().get(clientId);
            if (connection != null) {
                takenOver.accept(connection.getID());
            }
        } catch (Exception e) {
            throw new IllegalStateException("The clients of this node are not known", e);
        }
    }
}
