package io.muster.stack;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "restart", description = "Stop one part and start it again.", mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PART", description = "As status shows it.")
    private String part = "";

    @Option(names = "--kill", description = "By kill -9.")
    private boolean kill;

    @Override
    public Integer call() throws InterruptedException {
        PartControl control = PartControl.of(part);
        int stopped = control.stop(kill);
        return stopped == 0 ? control.start() : stopped;
    }
}
