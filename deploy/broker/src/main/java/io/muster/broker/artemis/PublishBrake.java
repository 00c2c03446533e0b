package io.muster.broker.artemis;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;

/**
 * Reads a device that publishes a little later while much waits for telemetry. Without it the devices' messages take
 * the processor from the one that stores them, and go to disk and back on their way. It never holds a device for long: when
 * that service is away, the broker goes on taking in what devices say.
 */
final class PublishBrake extends ChannelInboundHandlerAdapter {

    private static final long LOOK_MILLIS = 20;

    private final BooleanSupplier busy;
    private final long longestMillis;
    private boolean held;

    /**
     * @param busy whether much waits for telemetry
     * @param longestMillis how long the device is not read at the most
     */
    PublishBrake(BooleanSupplier busy, long longestMillis) {
        this.busy = busy;
        this.longestMillis = longestMillis;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        if (!held && busy.getAsBoolean() && isPublish(packet)) {
            held = true;
            context.channel().config().setAutoRead(false);
            look(context, longestMillis);
        }
        context.fireChannelRead(packet);
    }

    /** Whoever no longer has a brake is read. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        release(context);
    }

    private void look(ChannelHandlerContext context, long leftMillis) {
        context.executor()
                .schedule(
                        () -> {
                            if (leftMillis > LOOK_MILLIS && busy.getAsBoolean()) {
                                look(context, leftMillis - LOOK_MILLIS);
                            } else {
                                release(context);
                            }
                        },
                        LOOK_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    private void release(ChannelHandlerContext context) {
        if (held) {
            held = false;
            context.channel().config().setAutoRead(true);
        }
    }

    private static boolean isPublish(Object packet) {
        return packet instanceof MqttMessage message
                && message.decoderResult().isSuccess()
                && message.fixedHeader().messageType() == MqttMessageType.PUBLISH;
    }
}
