package io.muster.bench.telemetry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.muster.bench.mqtt.MqttLogin;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import org.jspecify.annotations.Nullable;

/**
 * A device that publishes as fast as acknowledgements come, but no more than it is asked to. All that its window has
 * room for leaves in one write.
 */
final class DeviceConnection extends SimpleChannelInboundHandler<MqttMessage> {

    private static final int LAST_PACKET_ID = 65_535;

    private final MqttLogin login;
    private final PublishFrame telemetry;
    private final int window;
    private final AtomicLong acknowledged;
    private final CompletableFuture<DeviceConnection> connected = new CompletableFuture<>();
    private @Nullable ChannelHandlerContext context;
    private volatile boolean closed;
    private long wanted;
    private int open;
    private int packetId;

    /**
     * @param window how many messages may be unacknowledged
     * @param acknowledged counts them
     */
    DeviceConnection(MqttLogin login, PublishFrame telemetry, int window, AtomicLong acknowledged) {
        this.login = login;
        this.telemetry = telemetry;
        this.window = window;
        this.acknowledged = acknowledged;
    }

    CompletableFuture<DeviceConnection> connected() {
        return connected;
    }

    /** Asks for so many messages more. On the connection's own thread. */
    void publish(long messages) {
        wanted += messages;
        fill();
    }

    /** Publishes this one now, whatever the window. On the connection's own thread. */
    void publish(PublishFrame frame) {
        write(frame, 1);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        context.writeAndFlush(login.connect());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
        if (message instanceof MqttConnAckMessage answer) {
            MqttConnectReturnCode code = answer.variableHeader().connectReturnCode();
            if (code == MqttConnectReturnCode.CONNECTION_ACCEPTED) {
                connected.complete(this);
            } else {
                connected.completeExceptionally(new IllegalStateException("refused: " + code));
            }
        } else if (message.fixedHeader().messageType() == MqttMessageType.PUBACK) {
            open--;
            acknowledged.incrementAndGet();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        fill();
    }

    /** Whether the connection has been lost. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closed = true;
        connected.completeExceptionally(new IllegalStateException("closed by the broker"));
    }

    private void fill() {
        int messages = (int) Math.min(window - open, wanted);
        if (messages > 0) {
            wanted -= messages;
            write(telemetry, messages);
        }
    }

    private void write(PublishFrame frame, int messages) {
        if (context == null) {
            throw new IllegalStateException("not connected");
        }
        ByteBuf out = context.alloc().buffer(messages * frame.length());
        for (int i = 0; i < messages; i++) {
            packetId = packetId % LAST_PACKET_ID + 1;
            frame.writeTo(out, packetId);
        }
        open += messages;
        context.writeAndFlush(out);
    }
}
