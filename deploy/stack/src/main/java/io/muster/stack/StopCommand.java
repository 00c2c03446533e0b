package io.muster.stack;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "stop", description = "Stop one part and keep it down.", mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PART", description = "As status shows it.")
    private String part = "";

    @Option(names = "--kill", description = "By kill -9.")
    private boolean kill;

    @Override
    public Integer call() throws InterruptedException {
        return PartControl.of(part).stop(kill);
    }
}
