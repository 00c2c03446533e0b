package io.muster.broker.artemis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before Artemis' MQTT handler in each connection and stops what Artemis would let pass: packets of a client
 * that is not admitted (a SUBSCRIBE of a stranger deletes the queue that it names), a second CONNECT, the retain flag,
 * and subscriptions and topics in Artemis' own forms, which reach queues by their names. Tells when the answer to a
 * SUBSCRIBE or UNSUBSCRIBE leaves.
 */
final class MqttGate extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(MqttGate.class);
    private static final String QUEUE_SEPARATOR = "::";
    private static final int REFUSED = 0x80;
    private static final int NOT_AUTHORIZED = 0x87;

    private final long connectMillis;
    private final Predicate<String> subscribable;
    private final Runnable settled;
    private final Runnable goodbye;
    private final PartialGrants grants = new PartialGrants();
    private final List<MqttMessage> held = new ArrayList<>();
    private final AtomicInteger unansweredSubscribes = new AtomicInteger();
    private volatile @Nullable ChannelHandlerContext context;
    private volatile boolean mqtt5;
    private volatile boolean connectSeen;
    private volatile boolean admitted;
    private volatile boolean goodbyeSeen;

    /**
     * @param connectMillis how long a client may take from here to its admission
     * @param subscribable whether the client may subscribe to this filter
     * @param settled called when the effect of a SUBSCRIBE or UNSUBSCRIBE is complete
     * @param goodbye called when the client says that it leaves
     */
    MqttGate(long connectMillis, Predicate<String> subscribable, Runnable settled, Runnable goodbye) {
        this.connectMillis = connectMillis;
        this.subscribable = subscribable;
        this.settled = settled;
        this.goodbye = goodbye;
    }

    /** The client is who it says; what it has sent meanwhile may pass. */
    void admitted() {
        ChannelHandlerContext known = Objects.requireNonNull(context);
        known.executor().execute(() -> {
            admitted = true;
            held.forEach(message -> pass(known, message));
            held.clear();
            known.channel().config().setAutoRead(true);
        });
    }

    /** Whether the client has said that it leaves. */
    boolean saidGoodbye() {
        return goodbyeSeen;
    }

    boolean isSubscribing() {
        return unansweredSubscribes.get() > 0;
    }

    boolean speaksMqtt5() {
        return mqtt5;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        context.executor().schedule(() -> closeUnlessAdmitted(context), connectMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        if (!(packet instanceof MqttMessage message) || message.decoderResult().isFailure()) {
            context.fireChannelRead(packet);
        } else if (admitted || message.fixedHeader().messageType() == MqttMessageType.CONNECT) {
            pass(context, message);
        } else {
            held.add(message);
            context.channel().config().setAutoRead(false);
        }
    }

    private void pass(ChannelHandlerContext context, MqttMessage message) {
        switch (message.fixedHeader().messageType()) {
            case CONNECT -> connect(context, (MqttConnectMessage) message);
            case PUBLISH -> publish(context, (MqttPublishMessage) message);
            case SUBSCRIBE -> subscribe(context, (MqttSubscribeMessage) message);
            case DISCONNECT -> {
                goodbyeSeen = true;
                goodbye.run();
                context.fireChannelRead(message);
            }
            default -> context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object packet, ChannelPromise promise) {
        if (packet instanceof MqttSubAckMessage answer) {
            unansweredSubscribes.decrementAndGet();
            settled.run();
            context.write(grants.whole(answer, refusal()), promise);
            return;
        }
        if (packet instanceof MqttMessage message && message.fixedHeader().messageType() == MqttMessageType.UNSUBACK) {
            settled.run();
        }
        context.write(packet, promise);
    }

    private void connect(ChannelHandlerContext context, MqttConnectMessage message) {
        MqttConnectVariableHeader header = message.variableHeader();
        if (connectSeen) {
            refuse(context, message, "second-connect");
            return;
        }
        connectSeen = true;
        mqtt5 = header.version() == MqttVersion.MQTT_5.protocolLevel();
        context.fireChannelRead(header.isWillRetain() ? Unretained.will(message) : message);
    }

    private void publish(ChannelHandlerContext context, MqttPublishMessage message) {
        if (message.variableHeader().topicName().contains(QUEUE_SEPARATOR)) {
            refuse(context, message, "queue-name-as-topic");
        } else {
            context.fireChannelRead(message.fixedHeader().isRetain() ? Unretained.publish(message) : message);
        }
    }

    private void subscribe(ChannelHandlerContext context, MqttSubscribeMessage message) {
        List<Boolean> granted = message.payload().topicSubscriptions().stream()
                .map(wanted -> subscribable.test(wanted.topicFilter()))
                .toList();
        if (granted.contains(true)) {
            unansweredSubscribes.incrementAndGet();
            context.fireChannelRead(grants.granted(message, granted));
            return;
        }
        context.writeAndFlush(new MqttSubAckMessage(
                new MqttFixedHeader(MqttMessageType.SUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
                // Not the header of the question: an MQTT 5 client gives a subscription a number, which no answer may
                // hold.
                MqttMessageIdVariableHeader.from(message.variableHeader().messageId()),
                new MqttSubAckPayload(granted.stream().map(no -> refusal()).toList())));
        ReferenceCountUtil.release(message);
    }

    private int refusal() {
        return mqtt5 ? NOT_AUTHORIZED : REFUSED;
    }

    private void refuse(ChannelHandlerContext context, MqttMessage message, String reason) {
        LOG.info("Connection closed address={} reason={}", context.channel().remoteAddress(), reason);
        ReferenceCountUtil.release(message);
        context.close();
    }

    private void closeUnlessAdmitted(ChannelHandlerContext context) {
        if (!admitted) {
            context.close();
        }
    }
}
