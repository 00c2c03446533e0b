package io.muster.bench.shadow;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.muster.bench.mqtt.ListeningDevice;
import io.muster.bench.mqtt.MqttLogin;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;

/** A device that waits for deltas and may do what they say. */
final class DeltaDevice extends ListeningDevice {

    /** Is told of each delta. */
    interface Ear {

        /** @param number which is desired */
        void hears(String device, long number);
    }

    /** The one thing that is desired of it. */
    static final String NUMBER = "number";

    private static final Pattern DESIRED = Pattern.compile("\"" + NUMBER + "\":(\\d+)");
    private static final int LAST_PACKET_ID = 65_535;

    private final String device;
    private final String reported;
    private final boolean obedient;
    private final Ear ear;
    private int packetId;

    /**
     * @param workspace whose device it is
     * @param obedient whether it reports what is desired of it
     */
    DeltaDevice(MqttLogin login, String workspace, boolean obedient, Ear ear) {
        super(login, workspace + "/devices/" + login.clientId() + "/shadow/delta");
        this.device = login.clientId();
        this.reported = workspace + "/devices/" + login.clientId() + "/shadow/reported";
        this.obedient = obedient;
        this.ear = ear;
    }

    @Override
    protected void hear(ChannelHandlerContext context, MqttPublishMessage delta) {
        Matcher desired = DESIRED.matcher(delta.payload().toString(StandardCharsets.UTF_8));
        if (!desired.find()) {
            throw new IllegalStateException("a delta without the number");
        }
        ear.hears(device, Long.parseLong(desired.group(1)));
        context.write(MqttMessageBuilders.pubAck()
                .packetId(delta.variableHeader().packetId())
                .build());
        if (obedient) {
            report(context, desired.group(1));
        }
    }

    private void report(ChannelHandlerContext context, String number) {
        packetId = packetId % LAST_PACKET_ID + 1;
        context.write(MqttMessageBuilders.publish()
                .topicName(reported)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .messageId(packetId)
                .payload(Unpooled.copiedBuffer("{\"" + NUMBER + "\":" + number + "}", StandardCharsets.UTF_8))
                .build());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }
}
