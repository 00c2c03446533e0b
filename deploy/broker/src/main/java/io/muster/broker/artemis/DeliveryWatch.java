package io.muster.broker.artemis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.muster.broker.session.Deliveries;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import org.jspecify.annotations.Nullable;

/**
 * Sees which commands leave on a connection with QoS 1, and which of them are acknowledged on it. All on the thread of the
 * connection. The commands under way are no more than the broker sends unacknowledged.
 */
final class DeliveryWatch extends ChannelDuplexHandler {

    private static final String FIRST_FIELD = "{\"commandId\":\"";
    private static final int LONGEST_ID = 64;
    private static final int LOWEST_REFUSAL = 0x80;
    /** Of workspace, devices, device, commands, command. */
    private static final int LEVELS = 5;

    private final Deliveries deliveries;
    /** By the ids of the packets; most devices get no command for most of the time. */
    private @Nullable Map<Integer, Sent> unacknowledged;

    private record Sent(String workspace, String device, String commandId) {}

    DeliveryWatch(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public void write(ChannelHandlerContext context, Object packet, ChannelPromise promise) {
        if (packet instanceof MqttPublishMessage message
                && message.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
            sent(message)
                    .ifPresent(sent -> underWay().put(message.variableHeader().packetId(), sent));
        }
        context.write(packet, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        if (unacknowledged != null
                && packet instanceof MqttMessage message
                && message.decoderResult().isSuccess()
                && message.fixedHeader().messageType() == MqttMessageType.PUBACK) {
            acknowledge(unacknowledged, (MqttMessageIdVariableHeader) message.variableHeader());
        }
        context.fireChannelRead(packet);
    }

    private Map<Integer, Sent> underWay() {
        if (unacknowledged == null) {
            unacknowledged = new HashMap<>();
        }
        return unacknowledged;
    }

    private void acknowledge(Map<Integer, Sent> underWay, MqttMessageIdVariableHeader header) {
        Sent sent = underWay.remove(header.messageId());
        if (underWay.isEmpty()) {
            unacknowledged = null;
        }
        if (sent != null && !isRefusal(header)) {
            deliveries.acknowledged(sent.workspace, sent.device, sent.commandId);
        }
    }

    /** An MQTT 5 client may say with the acknowledgement that it does not want the message. */
    private static boolean isRefusal(MqttMessageIdVariableHeader header) {
        return header instanceof MqttPubReplyMessageVariableHeader reply
                && Byte.toUnsignedInt(reply.reasonCode()) >= LOWEST_REFUSAL;
    }

    private static Optional<Sent> sent(MqttPublishMessage message) {
        String[] levels = message.variableHeader().topicName().split("/");
        return levels.length == LEVELS && levels[1].equals("devices") && levels[3].equals("commands")
                ? commandId(message.payload()).map(id -> new Sent(levels[0], levels[2], id))
                : Optional.empty();
    }

    /** The service writes it first; of what is written otherwise, nothing is told. */
    private static Optional<String> commandId(ByteBuf payload) {
        int length = Math.min(payload.readableBytes(), FIRST_FIELD.length() + LONGEST_ID + 1);
        String begin = payload.toString(payload.readerIndex(), length, StandardCharsets.UTF_8);
        int end = begin.indexOf('"', FIRST_FIELD.length());
        return begin.startsWith(FIRST_FIELD) && end > 0
                ? Optional.of(begin.substring(FIRST_FIELD.length(), end))
                : Optional.empty();
    }
}
