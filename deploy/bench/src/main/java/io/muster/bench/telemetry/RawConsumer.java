package io.muster.bench.telemetry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.muster.bench.mqtt.MqttLogin;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;

/** Stands where the telemetry service stands, acknowledges at once and keeps nothing. */
final class RawConsumer extends SimpleChannelInboundHandler<MqttMessage> {

    private final MqttLogin login;
    private final String subscription;
    private final AtomicLong received = new AtomicLong();
    private final CompletableFuture<RawConsumer> subscribed = new CompletableFuture<>();

    RawConsumer(MqttLogin login, String subscription) {
        this.login = login;
        this.subscription = subscription;
    }

    CompletableFuture<RawConsumer> subscribed() {
        return subscribed;
    }

    long received() {
        return received.get();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(login.connect());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
        if (message instanceof MqttPublishMessage publish) {
            received.incrementAndGet();
            context.write(MqttMessageBuilders.pubAck()
                    .packetId(publish.variableHeader().packetId())
                    .build());
        } else if (message instanceof MqttConnAckMessage) {
            context.writeAndFlush(MqttMessageBuilders.subscribe()
                    .messageId(1)
                    .addSubscription(MqttQoS.AT_LEAST_ONCE, subscription)
                    .build());
        } else if (message instanceof MqttSubAckMessage) {
            subscribed.complete(this);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        subscribed.completeExceptionally(new IllegalStateException("closed by the broker"));
    }
}
