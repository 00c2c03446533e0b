package io.muster.bench.mqtt;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
public final class MqttClients implements AutoCloseable {

    private static final int AT_ONCE = 50;

    private final EventLoopGroup thread = new NioEventLoopGroup(1);
    private final URI broker;

    public MqttClients(String broker) {
        this.broker = URI.create(broker);
    }

    /** Connects, and answers the handler that speaks on the connection from then on. */
    public <H extends ChannelHandler> H connect(H handler) {
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

    /** Connects a device for each login, some at once, and returns when all of them listen. */
    public <D extends ListeningDevice> List<D> listen(List<MqttLogin> logins, Function<MqttLogin, D> device) {
        List<D> listening = new ArrayList<>();
        for (int from = 0; from < logins.size(); from += AT_ONCE) {
            List<D> connecting = logins.subList(from, Math.min(logins.size(), from + AT_ONCE)).stream()
                    .map(login -> connect(device.apply(login)))
                    .toList();
            connecting.forEach(one -> one.listening().join());
            listening.addAll(connecting);
        }
        return listening;
    }

    public void execute(Runnable work) {
        thread.execute(work);
    }

    @Override
    public void close() {
        thread.shutdownGracefully().syncUninterruptibly();
    }
}
