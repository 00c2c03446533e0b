package io.muster.kit.mqtt;

import java.time.Duration;

import io.smallrye.reactive.messaging.mqtt.session.ReconnectDelayOptions;
import io.smallrye.reactive.messaging.mqtt.session.ReconnectDelayProvider;

/**
 * Tells of a session's connections. The connector hands its session to nobody, but asks for the delay before it connects
 * again whenever a connection has ended, and has the delay reset whenever there is a new one.
 */
record WatchedDelay(ReconnectDelayOptions delay, Connections.Listener listener) implements ReconnectDelayOptions {

    @Override
    public ReconnectDelayProvider createProvider() {
        ReconnectDelayProvider provider = delay.createProvider();
        return new ReconnectDelayProvider() {
            @Override
            public Duration nextDelay() {
                listener.disconnected().run();
                return provider.nextDelay();
            }

            @Override
            public void reset() {
                listener.connected().run();
                provider.reset();
            }
        };
    }

    @Override
    public ReconnectDelayOptions copy() {
        return new WatchedDelay(delay.copy(), listener);
    }
}
