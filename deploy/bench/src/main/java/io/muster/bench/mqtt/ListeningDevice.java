package io.muster.bench.mqtt;

import java.util.concurrent.CompletableFuture;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;

/** A device that is connected and waits for what it is told. */
public class ListeningDevice extends SimpleChannelInboundHandler<MqttMessage> {

    private final MqttLogin login;
    private final String filter;
    private final CompletableFuture<Void> listening = new CompletableFuture<>();

    /** @param filter the topics on which it is told something */
    public ListeningDevice(MqttLogin login, String filter) {
        this.login = login;
        this.filter = filter;
    }

    public CompletableFuture<Void> listening() {
        return listening;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(login.connect());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
        if (message instanceof MqttConnAckMessage) {
            context.writeAndFlush(MqttMessageBuilders.subscribe()
                    .messageId(1)
                    .addSubscription(MqttQoS.AT_LEAST_ONCE, filter)
                    .build());
        } else if (message instanceof MqttSubAckMessage) {
            listening.complete(null);
        } else if (message instanceof MqttPublishMessage told) {
            hear(context, told);
        }
    }

    /** It is told something; this device does nothing about it. */
    protected void hear(ChannelHandlerContext context, MqttPublishMessage told) {}

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listening.completeExceptionally(new IllegalStateException("closed by the broker"));
    }
}
