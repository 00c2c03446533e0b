package io.muster.stack;

import java.nio.file.Path;
import java.util.Optional;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.layout.Ports;
import io.muster.stack.platform.Installation;

/** Which stack a command is about, as the environment says. */
record StackOptions(DataDirectory data, int portOffset) {

    static StackOptions fromEnvironment() {
        Path data = Optional.ofNullable(System.getenv("MUSTER_STACK_DATA"))
                .map(Path::of)
                .orElseGet(Installation::defaultData);
        int offset = Integer.parseInt(System.getenv().getOrDefault("MUSTER_PORT_OFFSET", "0"));
        return new StackOptions(new DataDirectory(data), offset);
    }

    Ports ports() {
        return Ports.shifted(portOffset);
    }
}
