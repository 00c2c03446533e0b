package io.muster.bench.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The processor time that processes, each with its children, have used up to a moment. */
public record ProcessorTime(Map<String, Duration> byProcess) {

    private static final double MICROS = 1e3;

    /** @param processes ids by name */
    public static ProcessorTime now(Map<String, Long> processes) {
        Map<String, Duration> used = new LinkedHashMap<>();
        processes.forEach((name, id) -> used.put(name, ofFamily(id)));
        return new ProcessorTime(used);
    }

    /** Adds a row for each process: what it has used since then, shared out among so many messages or requests. */
    public void addTo(Table table, String what, ProcessorTime since, long count) {
        byProcess.forEach((name, used) -> table.add(
                what + ", µs of processor each, " + name,
                used.minus(since.byProcess.get(name)).toNanos() / MICROS / count));
    }

    private static Duration ofFamily(long id) {
        ProcessHandle process = ProcessHandle.of(id).orElseThrow(() -> new IllegalStateException("no process " + id));
        return Stream.concat(Stream.of(process), process.descendants())
                .map(member -> member.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
