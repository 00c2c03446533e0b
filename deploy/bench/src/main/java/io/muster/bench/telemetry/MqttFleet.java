package io.muster.bench.telemetry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.muster.bench.StackUnderTest;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;

/** Devices that are connected. One thread serves all of them: the processor belongs to the platform. */
final class MqttFleet implements AutoCloseable {

    static final String CHANNEL = "sensors";

    private static final byte[] PAYLOAD =
            "{\"temperature\":23.5,\"humidity\":45.2,\"battery\":87}".getBytes(StandardCharsets.UTF_8);

    private final EventLoopGroup thread = new NioEventLoopGroup(1);
    private final AtomicLong acknowledged = new AtomicLong();
    private final URI broker;
    private final String workspace;
    private final List<MqttLogin> logins;
    private final List<DeviceConnection> devices;
    private int next;

    /** Connects the devices. */
    MqttFleet(StackUnderTest stack, List<MqttLogin> logins, int window) {
        this.broker = URI.create(stack.value("MQTT_URL"));
        this.workspace = stack.workspace();
        this.logins = logins;
        this.devices = logins.stream()
                .map(login -> new DeviceConnection(login, frame(login.clientId(), PAYLOAD), window, acknowledged))
                .map(device -> connect(device).connected().join())
                .toList();
    }

    String[] ids() {
        return logins.stream().map(MqttLogin::clientId).toArray(String[]::new);
    }

    /** How many messages the broker has acknowledged so far; a device that has lost its connection is a failure. */
    long acknowledged() {
        if (devices.stream().anyMatch(DeviceConnection::isClosed)) {
            throw new IllegalStateException("a connection was lost");
        }
        return acknowledged.get();
    }

    /** Asks the devices, in turn, for so many messages more. */
    void publish(long messages) {
        thread.execute(() -> {
            long each = messages / devices.size();
            if (each > 0) {
                devices.forEach(device -> device.publish(each));
            }
            for (long rest = messages % devices.size(); rest > 0; rest--) {
                next = (next + 1) % devices.size();
                devices.get(next).publish(1);
            }
        });
    }

    /** The first device says this now. */
    void publish(String payload) {
        PublishFrame frame = frame(logins.get(0).clientId(), payload.getBytes(StandardCharsets.UTF_8));
        thread.execute(() -> devices.get(0).publish(frame));
    }

    RawConsumer consume(MqttLogin login, String subscription) {
        return connect(new RawConsumer(login, subscription)).subscribed().join();
    }

    @Override
    public void close() {
        thread.shutdownGracefully().syncUninterruptibly();
    }

    private PublishFrame frame(String device, byte[] payload) {
        return new PublishFrame(workspace + "/devices/" + device + "/telemetry/" + CHANNEL, payload);
    }

    private <H extends ChannelHandler> H connect(H handler) {
        new Bootstrap()
                .group(thread)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new MqttDecoder(), MqttEncoder.INSTANCE, handler);
                    }
                })
                .connect(broker.getHost(), broker.getPort())
                .syncUninterruptibly();
        return handler;
    }
}
