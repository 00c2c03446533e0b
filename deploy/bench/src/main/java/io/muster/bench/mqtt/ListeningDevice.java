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

/** A device that is connected and waits for commands. */
public class ListeningDevice extends SimpleChannelInboundHandler<MqttMessage> {

    private final MqttLogin login;
    private final String commands;
    private final CompletableFuture<Void> listening = new CompletableFuture<>();

    /** @param commands the filter on which its commands come */
    public ListeningDevice(MqttLogin login, String commands) {
        this.login = login;
        this.commands = commands;
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
                    .addSubscription(MqttQoS.AT_LEAST_ONCE, commands)
                    .build());
        } else if (message instanceof MqttSubAckMessage) {
            listening.complete(null);
        } else if (message instanceof MqttPublishMessage command) {
            hear(context, command);
        }
    }

    /** A command has come; this device does nothing about it. */
    protected void hear(ChannelHandlerContext context, MqttPublishMessage command) {}

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listening.completeExceptionally(new IllegalStateException("closed by the broker"));
    }
}
