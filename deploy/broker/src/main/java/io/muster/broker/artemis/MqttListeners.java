package io.muster.broker.artemis;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;

/** Where clients come in: MQTT over TCP, WebSocket and TLS. */
final class MqttListeners {

    /** The longest keep-alive of MQTT, so that each client's own one counts. */
    private static final int LONGEST_KEEP_ALIVE_SECONDS = 65_535;

    private final ActiveMQServer server;
    private final MqttServerSettings settings;

    MqttListeners(ActiveMQServer server, MqttServerSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * Lets clients in.
     *
     * @return the port of each listener: {@code mqtt}, {@code ws} and, with a key store, {@code mqtts}
     */
    Map<String, Integer> open() throws Exception {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("mqtt", listen("mqtt", settings.port(), Map.of()));
        ports.put("ws", listen("ws", settings.webSocketPort(), Map.of()));
        if (settings.tls().isPresent()) {
            MqttServerSettings.Tls tls = settings.tls().get();
            ports.put("mqtts", listen("mqtts", tls.port(), tlsParameters(tls)));
        }
        return ports;
    }

    private int listen(String name, int port, Map<String, Object> security) throws Exception {
        Map<String, Object> transport = new HashMap<>(security);
        transport.put("host", settings.host());
        transport.put("port", port);
        transport.put("protocols", "MQTT");
        transport.put("connectionsAllowed", settings.maxConnections());
        transport.put("handshake-timeout", settings.connectTime().toSeconds());
        transport.put("webSocketMaxFramePayloadLength", settings.maxPacketBytes());
        Map<String, Object> protocol = Map.of(
                "maximumPacketSize",
                settings.maxPacketBytes(),
                "defaultMaximumInFlightPublishMessages",
                settings.inFlight(),
                "defaultMqttSessionExpiryInterval",
                (int) settings.sessionExpiry().toSeconds(),
                "serverKeepAlive",
                LONGEST_KEEP_ALIVE_SECONDS);
        Acceptor acceptor = server.getRemotingService()
                .createAcceptor(
                        new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, name, protocol));
        acceptor.start();
        return ((NettyAcceptor) acceptor).getActualPort();
    }

    private static Map<String, Object> tlsParameters(MqttServerSettings.Tls tls) {
        return Map.of(
                "sslEnabled",
                true,
                "keyStorePath",
                tls.keyStore().toString(),
                "keyStorePassword",
                tls.password(),
                "keyStoreType",
                "PKCS12",
                "enabledProtocols",
                "TLSv1.2,TLSv1.3",
                "wantClientAuth",
                true,
                "trustManagerFactoryPlugin",
                AnyClientCertificate.class.getName());
    }
}
