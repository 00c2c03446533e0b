package io.muster.stack.supervise;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.muster.stack.layout.DataDirectory;

/**
 * A part that is a JVM of its own.
 *
 * @param jvm options of the JVM
 * @param program a main class of our class path, or {@code -jar} and a file
 */
public record JavaProgram(
        String name, List<String> jvm, List<String> program, Map<String, String> environment, Duration startLimit) {

    /** What every JVM of the stack gets: one thread collects small heaps fastest. */
    private static final List<String> SMALL =
            List.of("-XX:+UseSerialGC", "-Xss512k", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8");

    /**
     * The thorough compiler waits ten times as long as by default. At a start, when all processes compete for two cores,
     * it is a quarter of the work for code that runs once; what is hot all day it still gets. Who measures does not want
     * to wait for that, and sets {@code MUSTER_STACK_QUICK_START=false}.
     */
    private static final List<String> QUICK_START = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    /** The part that runs this program for the stack in this directory. */
    public Part part(DataDirectory data, Part.Preparation prepare, Part.Readiness readiness) {
        String marker = "-Dmuster.part=" + name + "@" + data.root();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(marker);
        command.addAll(SMALL);
        if (!"false".equals(System.getenv("MUSTER_STACK_QUICK_START"))) {
            command.addAll(QUICK_START);
        }
        command.addAll(jvm);
        command.addAll(program);
        Map<String, String> whole = new HashMap<>(environment);
        // In the environment, so that `ps` stays readable.
        whole.put("CLASSPATH", System.getProperty("java.class.path"));
        whole.put("MALLOC_ARENA_MAX", "2");
        return new Part(name, command, whole, marker, Set.of(), prepare, readiness, startLimit, Part.StopSignal.TERM);
    }
}
