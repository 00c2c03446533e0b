package io.muster.stack.layout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;

/** The numbers that the ports of one stack have. */
public record Ports(Map<StackPort, Integer> numbers) {

    private static final int HIGHEST = 65_535;
    /** By these the default ports come to lie between 10,000 and 32,000. */
    private static final int LOWEST_FREE_OFFSET = 9_000;

    private static final int HIGHEST_FREE_OFFSET = 22_900;
    private static final int ATTEMPTS = 1_000;

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

    /**
     * Ports that nobody uses at this moment, for tests beside a running stack: the default ones, moved at random to where
     * the system takes none from for outgoing connections.
     */
    public static Ports free() {
        return ThreadLocalRandom.current()
                .ints(LOWEST_FREE_OFFSET, HIGHEST_FREE_OFFSET + 1)
                .limit(ATTEMPTS)
                .mapToObj(Ports::shifted)
                .filter(ports -> ports.taken().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports for a stack"));
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
        try (ServerSocket socket = new ServerSocket()) {
            // A port whose last connections are only waiting to be forgotten is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return false;
        } catch (IOException e) {
            return true;
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
