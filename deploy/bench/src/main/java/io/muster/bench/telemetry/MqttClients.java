package io.muster.bench.telemetry;

import java.net.URI;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;

/** Connections to the broker. One thread serves all of them: the processor belongs to the platform. */
final class MqttClients implements AutoCloseable {

    private final EventLoopGroup thread = new NioEventLoopGroup(1);
    private final URI broker;

    MqttClients(String broker) {
        this.broker = URI.create(broker);
    }

    /** Connects, and answers the handler that speaks on the connection from then on. */
    <H extends ChannelHandler> H connect(H handler) {
        new Bootstrap()
                .group(thread)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new MqttDecoder(), MqttEncoder.INSTANCE, handler);
                    }
                })
                .connect(broker.getHost(), broker.getPort())
                .syncUninterruptibly();
        return handler;
    }

    void execute(Runnable work) {
        thread.execute(work);
    }

    @Override
    public void close() {
        thread.shutdownGracefully().syncUninterruptibly();
    }
}
