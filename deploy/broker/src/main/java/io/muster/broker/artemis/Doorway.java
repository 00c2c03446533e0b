package io.muster.broker.artemis;

import java.util.function.Predicate;
import java.util.function.Supplier;

import io.netty.channel.ChannelPipeline;
import io.netty.channel.DefaultChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;

/** What stands before Artemis in each connection that speaks MQTT. */
final class Doorway {

    private static final String BRAKE = "publish-brake";
    /** So many packets leave together at the most. */
    private static final int FLUSHES = 256;

    private final int maxPacketBytes;
    private final long connectMillis;
    private final Supplier<PublishBrake> brakes;
    private final Supplier<DeliveryWatch> watches;

    /** @param connectMillis how long a client may take to its admission */
    Doorway(int maxPacketBytes, long connectMillis, Supplier<PublishBrake> brakes, Supplier<DeliveryWatch> watches) {
        this.maxPacketBytes = maxPacketBytes;
        this.connectMillis = connectMillis;
        this.brakes = brakes;
        this.watches = watches;
    }

    static boolean leadsToMqtt(ChannelPipeline pipeline) {
        return pipeline.get(MQTTProtocolHandler.class) != null;
    }

    /** For what the parameters are, see {@link MqttGate}. */
    MqttGate build(ChannelPipeline pipeline, Predicate<String> subscribable, Runnable settled, Runnable goodbye) {
        // Artemis' decoder would collect a packet of up to 256 MB before anyone may refuse it.
        pipeline.replace(MqttDecoder.class, "mqtt-decoder", new MqttDecoder(maxPacketBytes));
        // Artemis flushes each packet by itself, which is a call of the system for each message and each
        // acknowledgement.
        pipeline.addBefore(
                pipeline.context(MqttEncoder.class).name(), "flushes", new FlushConsolidationHandler(FLUSHES, true));
        MqttGate gate = new MqttGate(connectMillis, subscribable, settled, goodbye);
        String protocol = pipeline.context(MQTTProtocolHandler.class).name();
        pipeline.addBefore(protocol, "mqtt-gate", gate);
        pipeline.addBefore(protocol, BRAKE, brakes.get());
        pipeline.addBefore(protocol, "delivery-watch", watches.get());
        return gate;
    }

    /** For a service: what it says is not what waits for it. */
    void releaseBrake(ChannelPipeline pipeline) {
        // A connection that broke meanwhile has no handlers any more, however short ago that was.
        ((DefaultChannelPipeline) pipeline).removeIfExists(BRAKE);
    }
}
