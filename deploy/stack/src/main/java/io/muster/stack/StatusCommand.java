package io.muster.stack;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.supervise.Memory;
import io.muster.stack.supervise.PartState;
import io.muster.stack.supervise.RunDirectory;
import io.muster.stack.supervise.RunFile;
import picocli.CommandLine.Command;

/** Shows what runs, and what memory it takes. */
@Command(
        name = "status",
        description = "Show the parts; exit code 0 means that all are ready.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private static final String ROW = "%-14s %-9s %8s %8s %8s%n";

    @Override
    public Integer call() {
        DataDirectory data = StackOptions.fromEnvironment().data();
        RunDirectory run = new RunDirectory(data.run());
        List<RunFile> supervisors = run.supervisor().stream().toList();
        List<RunFile> files =
                Stream.concat(supervisors.stream(), run.all().stream()).toList();
        if (files.stream().noneMatch(file -> file.process().isPresent())) {
            System.out.println("not running");
            return 1;
        }
        System.out.printf(ROW, "PART", "STATE", "PID", "RSS MiB", "PSS MiB");
        Memory sum = new Memory(0, 0);
        for (RunFile file : files) {
            boolean supervisor = supervisors.contains(file);
            Memory memory = file.process()
                    .map(process -> supervisor ? Memory.of(process) : Memory.ofFamily(process))
                    .orElse(new Memory(0, 0));
            sum = sum.plus(memory);
            print(file.part(), state(file), Long.toString(file.pid()), memory);
        }
        print("all", "", "", sum);
        return files.stream().allMatch(file -> state(file).equals("ready")) ? 0 : 1;
    }

    /** What is written down, unless the process is gone and nobody was there to write that. */
    private static String state(RunFile file) {
        boolean lost = file.state() != PartState.HELD && file.process().isEmpty();
        return (lost ? PartState.DEAD : file.state()).name().toLowerCase(Locale.ROOT);
    }

    private static void print(String part, String state, String pid, Memory memory) {
        System.out.printf(ROW, part, state, pid, memory.residentMiB(), memory.proportionalMiB());
    }
}
