package io.muster.shadow.mqtt;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The connection on which messages are sent to devices. */
@ConfigMapping(prefix = "muster.sender")
interface SenderSettings {

    String host();

    int port();

    /** The service's own account at the broker. */
    String username();

    String password();

    /** Unique at the broker: a second connection with it ends the first. */
    String clientId();

    /** How long the broker may take to acknowledge a message over a connection that stands. */
    @WithDefault("10s")
    Duration acknowledgeTimeout();

    /** The pause between two tries to connect. */
    @WithDefault("1s")
    Duration reconnectDelay();

    /** The most messages that are sent and not yet acknowledged; one more fails. */
    @WithDefault("2000")
    int maxInFlight();
}
