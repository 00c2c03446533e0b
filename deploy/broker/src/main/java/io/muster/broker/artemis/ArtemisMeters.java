package io.muster.broker.artemis;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.activemq.artemis.core.config.MetricsConfiguration;
import org.apache.activemq.artemis.core.server.metrics.ActiveMQMetricsPlugin;

/** Has Artemis measure itself and its JVM in our registry. */
final class ArtemisMeters implements ActiveMQMetricsPlugin {

    private static final long serialVersionUID = 1L;

    private final transient MeterRegistry meters;

    private ArtemisMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    static MetricsConfiguration configuration(MeterRegistry meters) {
        return new MetricsConfiguration()
                .setPlugin(new ArtemisMeters(meters))
                .setJvmMemory(true)
                .setJvmGc(true)
                .setJvmThread(true)
                .setFileDescriptors(true)
                .setProcessor(true)
                .setUptime(true);
    }

    @Override
    public ActiveMQMetricsPlugin init(Map<String, String> options) {
        return this;
    }

    @Override
    public MeterRegistry getRegistry() {
        return meters;
    }
}
