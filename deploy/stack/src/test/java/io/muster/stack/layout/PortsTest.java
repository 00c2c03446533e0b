package io.muster.stack.layout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTest {

    /** From here on Linux takes the ports of outgoing connections. */
    private static final int FIRST_OF_THE_SYSTEM = 32_768;

    @Test
    void noTwoPortsAreTheSame() {
        assertThat(Arrays.stream(StackPort.values()).map(StackPort::number)).doesNotHaveDuplicates();
        assertThat(Ports.free().numbers().values()).doesNotHaveDuplicates();
    }

    @Test
    void noOutgoingConnectionIsGivenAPortThatIsFree() {
        assertThat(Ports.free().numbers().values()).allMatch(port -> port > 10_000 && port < FIRST_OF_THE_SYSTEM);
    }

    @Test
    void anOffsetMovesAllPorts() {
        assertThat(Ports.shifted(100).of(StackPort.GATEWAY)).isEqualTo(8180);
        assertThat(Ports.shifted(100).of(StackPort.POSTGRES)).isEqualTo(5532);
    }

    @Test
    void anOffsetThatLeavesTheRangeIsNamed() {
        assertThatThrownBy(() -> Ports.shifted(60_000)).hasMessageContaining("MUSTER_PORT_OFFSET=60000");
    }

    @Test
    void aPortThatSomebodyListensOnIsTaken() throws IOException {
        Ports ports = Ports.free();
        try (ServerSocket somebody = new ServerSocket(ports.of(StackPort.KAFKA), 1, InetAddress.getLoopbackAddress())) {
            assertThat(somebody.isBound()).isTrue();
            assertThat(ports.taken()).containsExactly(StackPort.KAFKA);
        }
    }
}
