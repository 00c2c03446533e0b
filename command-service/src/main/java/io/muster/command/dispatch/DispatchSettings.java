package io.muster.command.dispatch;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How commands are brought to devices. */
@ConfigMapping(prefix = "muster.dispatch")
public interface DispatchSettings {

    /** How long a device may stay silent before the command is sent to it again. */
    @WithDefault("15s")
    Duration retry();

    /** How often a command is sent at most; after that its answer is waited for until the deadline. */
    @WithDefault("5")
    int maxAttempts();

    /** How many queued commands a device is given at once: one that was away long must not drown when it comes. */
    @WithDefault("10")
    int burst();

    /** After which time a device that was given so many gets the next ones. */
    @WithDefault("1s")
    Duration burstInterval();

    /** How many devices are served in one transaction. */
    @WithDefault("200")
    int devices();

    /** How many commands are sent in one transaction, over all of its devices. */
    @WithDefault("500")
    int commands();

    /** How long the broker may take over one command; then it counts as not sent, and its device waits a while. */
    @WithDefault("3s")
    Duration publishTimeout();

    /** How long a device's commands wait after the broker did not take one. */
    @WithDefault("1s")
    Duration publishRetry();

    /** How often the dispatcher looks by itself; commits and arriving devices wake it at once. */
    @WithDefault("500ms")
    Duration pollInterval();

    /** How often finished commands whose time is over are looked for. */
    @WithDefault("10m")
    Duration removalInterval();

    /** How often cancellations of batches are looked for that were begun by a service that has died. */
    @WithDefault("10s")
    Duration resumeInterval();
}
