package io.muster.bench.command;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.muster.bench.mqtt.ListeningDevice;
import io.muster.bench.mqtt.MqttLogin;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;

/** A device that answers every command with success, the moment it has it. */
final class ObedientDevice extends ListeningDevice {

    private static final String ID = "\"commandId\":\"";
    private static final int LAST_PACKET_ID = 65_535;

    private final String responses;
    private final Consumer<String> heard;
    private int packetId;

    /**
     * @param prefix of the device's topics
     * @param heard is told the id of each command that comes
     */
    ObedientDevice(MqttLogin login, String prefix, Consumer<String> heard) {
        super(login, prefix + "/commands/#");
        this.responses = prefix + "/responses";
        this.heard = heard;
    }

    @Override
    protected void hear(ChannelHandlerContext context, MqttPublishMessage command) {
        String id = commandId(command.payload().toString(StandardCharsets.UTF_8));
        heard.accept(id);
        packetId = packetId % LAST_PACKET_ID + 1;
        context.write(MqttMessageBuilders.pubAck()
                .packetId(command.variableHeader().packetId())
                .build());
        context.write(MqttMessageBuilders.publish()
                .topicName(responses)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .messageId(packetId)
                .payload(Unpooled.copiedBuffer(
                        "{\"commandId\":\"" + id + "\",\"status\":\"succeeded\"}", StandardCharsets.UTF_8))
                .build());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    private static String commandId(String command) {
        int from = command.indexOf(ID) + ID.length();
        return command.substring(from, command.indexOf('"', from));
    }
}
