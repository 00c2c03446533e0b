package io.muster.provisioning.esp32;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.FieldChecks;
import io.smallrye.mutiny.Uni;

/** Where a workspace says how it lets devices of this dialect in. */
@ApplicationScoped
public class SettingsDesk {

    private static final Pattern MODE = Pattern.compile("[a-z_]{1,32}");
    private static final int FASTEST = 10;
    private static final int DAY = 86_400;

    private final WorkspaceSettings settings;

    SettingsDesk(WorkspaceSettings settings) {
        this.settings = settings;
    }

    /** The defaults of the firmware, and no approval, where nothing is set. */
    public Uni<Esp32Settings> of(String workspace) {
        return settings.find(workspace).onItem().ifNull().continueWith(Esp32Settings.DEFAULT);
    }

    public Uni<Void> keep(String workspace, Esp32Settings wanted) {
        DefaultConfiguration configuration = wanted.configuration();
        new FieldChecks()
                .require(
                        MODE.matcher(configuration.streamingMode()).matches(),
                        "defaultConfiguration.streaming_mode",
                        "must match " + MODE.pattern())
                .require(
                        isWithin(configuration.streamingRate(), FASTEST),
                        "defaultConfiguration.streaming_rate",
                        "must be from 1 to " + FASTEST)
                .require(
                        isWithin(configuration.batchInterval(), DAY),
                        "defaultConfiguration.batch_interval",
                        "must be from 1 to " + DAY)
                .require(
                        isWithin(configuration.statusInterval(), DAY),
                        "defaultConfiguration.status_interval",
                        "must be from 1 to " + DAY)
                .orRefuse();
        return settings.keep(workspace, wanted);
    }

    private static boolean isWithin(int value, int most) {
        return value >= 1 && value <= most;
    }
}
