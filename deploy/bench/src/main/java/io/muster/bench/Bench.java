package io.muster.bench;

import io.muster.bench.command.CommandFanOutBench;
import io.muster.bench.command.CommandFleetBench;
import io.muster.bench.command.CommandQueueBench;
import io.muster.bench.command.CommandRoundTripBench;
import io.muster.bench.provisioning.BulkBench;
import io.muster.bench.provisioning.ProvisionBench;
import io.muster.bench.provisioning.RevocationBench;
import io.muster.bench.provisioning.SelfRegistrationBench;
import io.muster.bench.registry.DevicePageBench;
import io.muster.bench.registry.DeviceReadBench;
import io.muster.bench.registry.ExportBench;
import io.muster.bench.registry.RegistrationBench;
import io.muster.bench.shadow.ShadowDeltasBench;
import io.muster.bench.shadow.ShadowLatencyBench;
import io.muster.bench.shadow.ShadowReconnectBench;
import io.muster.bench.shadow.ShadowUpdatesBench;
import io.muster.bench.telemetry.IdleDevicesBench;
import io.muster.bench.telemetry.TelemetryBench;
import io.muster.bench.telemetry.TelemetryHistoryBench;
import io.muster.bench.telemetry.TelemetryLatencyBench;
import io.muster.bench.telemetry.TelemetryOutageBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The scenarios. Each prints one table: the median of its runs and their spread. */
@Command(
        name = "run",
        description = "Measures a stack that is running.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {
            RegistrationBench.class,
            DeviceReadBench.class,
            DevicePageBench.class,
            ExportBench.class,
            TelemetryBench.class,
            TelemetryLatencyBench.class,
            TelemetryOutageBench.class,
            TelemetryHistoryBench.class,
            IdleDevicesBench.class,
            CommandRoundTripBench.class,
            CommandFanOutBench.class,
            CommandFleetBench.class,
            CommandQueueBench.class,
            ShadowUpdatesBench.class,
            ShadowDeltasBench.class,
            ShadowLatencyBench.class,
            ShadowReconnectBench.class,
            ProvisionBench.class,
            SelfRegistrationBench.class,
            RevocationBench.class,
            BulkBench.class
        })
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
