package io.muster.broker.artemis;

import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

import io.muster.broker.access.Origin;
import io.muster.broker.session.Link;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.ssl.SslHandler;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.protocol.websocket.WebSocketServerHandler;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** A device's TCP connection. */
final class NettyLink implements Link {

    private final RemotingConnection connection;
    private final Channel channel;
    private final MqttGate gate;
    private final Executor closer;
    private final Origin origin;

    /** @param closer runs the closing, which may block */
    NettyLink(RemotingConnection connection, MqttGate gate, Executor closer) {
        this.connection = connection;
        this.gate = gate;
        this.closer = closer;
        this.channel = channel(connection);
        this.origin = origin(connection);
    }

    static Channel channel(RemotingConnection connection) {
        return ((NettyConnection) connection.getTransportConnection()).getChannel();
    }

    static Origin origin(RemotingConnection connection) {
        Channel channel = channel(connection);
        return new Origin(
                protocol(channel.pipeline()),
                channel.remoteAddress() instanceof InetSocketAddress remote
                        ? remote.getAddress().getHostAddress()
                        : "unknown");
    }

    @Override
    public String protocol() {
        return origin.protocol();
    }

    @Override
    public String address() {
        return origin.address();
    }

    @Override
    public void close() {
        closer.execute(() -> {
            if (gate.speaksMqtt5()) {
                channel.writeAndFlush(administrativeEnd());
            }
            connection.fail(new ActiveMQDisconnectedException("Session ended by the platform"));
        });
    }

    private static String protocol(ChannelPipeline pipeline) {
        boolean webSocket = pipeline.get(WebSocketServerHandler.class) != null;
        boolean tls = pipeline.get(SslHandler.class) != null;
        if (webSocket) {
            return tls ? "wss" : "ws";
        }
        return tls ? "mqtts" : "mqtt";
    }

    /** Tells an MQTT 5 client that an administrator, not it, ended the session. */
    private static MqttMessage administrativeEnd() {
        return MqttMessageBuilders.disconnect()
                .reasonCode(MqttReasonCodes.Disconnect.ADMINISTRATIVE_ACTION.byteValue())
                .properties(MqttProperties.NO_PROPERTIES)
                .build();
    }
}
