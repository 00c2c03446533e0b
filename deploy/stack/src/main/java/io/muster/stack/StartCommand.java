package io.muster.stack;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "start", description = "Start a part that was stopped.", mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PART", description = "As status shows it.")
    private String part = "";

    @Override
    public Integer call() throws InterruptedException {
        return PartControl.of(part).start();
    }
}
