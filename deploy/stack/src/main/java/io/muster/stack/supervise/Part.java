package io.muster.stack.supervise;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One process of the stack.
 *
 * @param name what people call it, and its files
 * @param command the program and its arguments
 * @param environment added to what every part inherits
 * @param marker a piece of the command line that no process of anybody else has
 * @param needs parts without which it cannot start; while one of them is down, a start would be a death for nothing
 * @param prepare done before every start
 * @param readiness asked until it says yes
 * @param startLimit how long that may take
 * @param stopSignal what ends it in order
 */
public record Part(
        String name,
        List<String> command,
        Map<String, String> environment,
        String marker,
        Set<String> needs,
        Preparation prepare,
        Readiness readiness,
        Duration startLimit,
        StopSignal stopSignal) {

    public Part {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        needs = Set.copyOf(needs);
    }

    /** The same part, started only while these are up. */
    public Part needing(String... parts) {
        return new Part(name, command, environment, marker, Set.of(parts), prepare, readiness, startLimit, stopSignal);
    }

    /** What must be so before a part starts; throws when it cannot be made so. */
    @FunctionalInterface
    public interface Preparation {
        Preparation NONE = () -> {};

        void run() throws Exception;
    }

    /** Whether a started part does its work; an exception means not yet. */
    @FunctionalInterface
    public interface Readiness {
        boolean isReady() throws Exception;
    }

    /** How a process is asked to end in order. */
    public enum StopSignal {
        TERM,
        /** PostgreSQL ends its clients on this one, and waits for them on TERM. */
        INT
    }

    /** The environment shows passwords, so it is not shown. */
    @Override
    public String toString() {
        return "Part[" + name + "]";
    }
}
