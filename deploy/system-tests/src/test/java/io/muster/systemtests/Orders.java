package io.muster.systemtests;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.muster.systemtests.Commands.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** Commands to devices that listen and answer, one device after the other. */
final class Orders implements Work {

    private final ObedientDevices devices;
    private final Iterator<String> next;
    private final Queue<String> ordered = new ConcurrentLinkedQueue<>();

    Orders(ObedientDevices devices) {
        this.devices = devices;
        this.next = Stream.generate(devices::ids).flatMap(List::stream).iterator();
    }

    @Override
    public void once(Caller caller) throws Caller.Failed {
        ordered.add(
                caller.ask("command", "POST", "/devices/" + next.next() + "/commands", Map.of("command", "reboot"), 202)
                        .getString("data.id"));
    }

    /** Each is an execution that succeeded, and its device has heard it once. */
    @Override
    public void awaitWhole() throws SQLException {
        eventually().untilAsserted(() -> assertThat(stages().values()).containsOnly("SUCCEEDED"));
        assertThat(stages()).hasSameSizeAs(ordered);
        assertThat(devices.heard()).containsAllEntriesOf(once(ordered));
    }

    /** Each of them, and that it is there once. */
    static Map<String, Integer> once(Collection<String> ids) {
        return ids.stream().collect(Collectors.toMap(Function.identity(), id -> 1));
    }

    private Map<String, String> stages() throws SQLException {
        return Rows.of(
                "command", "select id, stage from execution where id = any(?)", ordered, row -> row.getString("stage"));
    }
}
