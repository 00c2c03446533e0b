package io.muster.stack.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The numbers that the ports of one stack have. */
public record Ports(Map<StackPort, Integer> numbers) {

    private static final int HIGHEST = 65_535;

    public Ports {
        numbers = Map.copyOf(numbers);
    }

    /**
     * The default ports, all moved by the same distance.
     *
     * @throws IllegalArgumentException when one of them would be no port any more
     */
    public static Ports shifted(int offset) {
        return of(port -> {
            int number = port.number() + offset;
            if (number < 1 || number > HIGHEST) {
                throw new IllegalArgumentException(
                        "MUSTER_PORT_OFFSET=" + offset + " moves " + port + " to " + number + ", which is no port");
            }
            return number;
        });
    }

    /** Ports that nobody uses at this moment, for tests beside a running stack. */
    public static Ports free() {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            return of(port -> {
                ServerSocket socket = bound(0);
                taken.add(socket);
                return socket.getLocalPort();
            });
        } finally {
            taken.forEach(Ports::close);
        }
    }

    public int of(StackPort port) {
        return numbers.get(port);
    }

    /** Those of our ports on which somebody else listens already. */
    public List<StackPort> taken() {
        return Arrays.stream(StackPort.values())
                .filter(port -> isTaken(of(port)))
                .toList();
    }

    private static boolean isTaken(int number) {
        try {
            bound(number).close();
            return false;
        } catch (IOException | UncheckedIOException e) {
            return true;
        }
    }

    private static ServerSocket bound(int number) {
        try {
            ServerSocket socket = new ServerSocket();
            // A port whose last connections are only waiting to be forgotten is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ports of(ToIntFunction<StackPort> number) {
        Map<StackPort, Integer> numbers = new EnumMap<>(StackPort.class);
        for (StackPort port : StackPort.values()) {
            numbers.put(port, number.applyAsInt(port));
        }
        return new Ports(numbers);
    }
}
